package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.specs.tla.trace.ConformanceResult.Finding;

/**
 * Traces that go.etcd.io/raft records here and now: those of the library as it is are behaviours of the spec, those with something wrong in
 * its storage or in what it is told are none.
 */
class EtcdRaftRecordedTest {
    private static final int SECONDS_MAX = 60;
    private static final Path RECORDER = recorder();

    @TempDir
    Path folder;

    private static Path recorder() {
        String given = System.getProperty("refute.raft-trace.binary", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        Path cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("refute")
                .resolve("raft-trace");
        try (Stream<Path> versions = Files.isDirectory(cache) ? Files.list(cache) : Stream.empty()) {
            return versions.sorted()
                    .reduce((older, newer) -> newer)
                    .orElse(cache)
                    .resolve("raft-trace");
        } catch (IOException e) {
            return cache.resolve("raft-trace");
        }
    }

    @BeforeEach
    void there_is_a_recorder() {
        assumeTrue(
                Files.isExecutable(RECORDER),
                "there is no recorder of traces of go.etcd.io/raft at " + RECORDER
                        + ": systems/etcd/raft-trace/build makes it, with Go");
    }

    private List<String> record(String options) throws IOException, InterruptedException {
        Path trace = folder.resolve("trace.ndjson");
        List<String> command = new ArrayList<>(List.of(RECORDER.toString()));
        command.addAll(Arrays.asList(options.split(" ")));
        Process recorder = new ProcessBuilder(command)
                .redirectOutput(trace.toFile())
                .redirectError(folder.resolve("messages").toFile())
                .start();
        try {
            assertThat(recorder.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } finally {
            recorder.destroyForcibly();
        }
        assertThat(recorder.exitValue()).as(() -> options + ": " + messages()).isZero();
        return Files.readAllLines(trace);
    }

    private String messages() {
        try {
            return Files.readString(folder.resolve("messages"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-seed 1 -steps 2000",
                "-seed 2 -steps 2000 -nodes 5",
                "-seed 3 -steps 2000 -prevote",
                "-seed 4 -steps 2000 -changes",
                "-seed 5 -steps 2000 -changes -prevote -nodes 4",
                "-seed 32 -steps 2000 -changes",
                "-seed 2 -steps 3000 -changes",
            })
    void what_the_library_records_conforms(String options) throws IOException, InterruptedException {
        List<String> lines = record(options);
        assertThat(lines).hasSizeGreaterThan(500);
        assertThat(Traces.judge(Traces.ETCD_RAFT, lines).finding()).isEqualTo(new Finding.Conforms());
    }

    /** More of them, on demand: {@code -Drefute.raft-trace.seeds=100}. */
    @Test
    void what_the_library_records_from_other_seeds_conforms() throws IOException, InterruptedException {
        List<String> kinds = List.of("", " -changes", " -prevote", " -changes -nodes 5", " -changes -prevote -nodes 4");
        for (int seed = 100; seed < 100 + Integer.getInteger("refute.raft-trace.seeds", 0); seed++) {
            String options = "-steps 3000 -seed " + seed + kinds.get(seed % kinds.size());
            assertThat(Traces.judge(Traces.ETCD_RAFT, record(options)).finding())
                    .as(options)
                    .isEqualTo(new Finding.Conforms());
        }
    }

    private Finding.Unexplained refused(String options) throws IOException, InterruptedException {
        return (Finding.Unexplained)
                Traces.judge(Traces.ETCD_RAFT, record(options)).finding();
    }

    @Test
    void a_storage_that_forgets_a_vote_is_told_at_the_restart() throws IOException, InterruptedException {
        Finding.Unexplained found = refused("-seed 1 -bug vote");
        assertThat(found.event().name()).isEqualTo("BecomeFollower");
        assertThat(found.refusal().conjunct()).isEqualTo("vote'[n] = e.s.vote");
    }

    @Test
    void a_storage_that_forgets_entries_is_told_at_the_restart() throws IOException, InterruptedException {
        Finding.Unexplained found = refused("-seed 1 -bug entries");
        assertThat(found.event().name()).isEqualTo("InitState");
        assertThat(found.refusal().conjunct()).isEqualTo("e.s.log = Length(disk[e.node].log)");
    }

    @Test
    void an_acknowledgement_of_more_than_a_follower_has_is_told_where_it_arrives()
            throws IOException, InterruptedException {
        Finding.Unexplained found = refused("-seed 1 -bug match");
        assertThat(found.event().name()).isEqualTo("ReceiveAppendEntriesResponse");
        assertThat(found.refusal().conjunct()).isEqualTo("Times(wire, Message(e)) > 0");
    }
}
