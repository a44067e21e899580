package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;
import refute.harness.Seed;
import refute.harness.run.RunFolder;
import refute.harness.world.containers.Containers;

/**
 * Runs of a real etcd that are cut short at a random moment: by Ctrl-C, and by a kill that leaves the harness no time for anything.
 * What a killed harness has left in containers is gone by the end of the next call. {@code -Drefute.cuts=20} tries so many moments of each; {@code -Drefute.cuts.first=7} goes on
 * from there.
 */
class CutShortTest {
    private static final String IMAGE = "gcr.io/etcd-development/etcd:v3.6.5";
    /** Valid or unknown: the system is sound, and however little was recorded must not accuse it. */
    private static final List<Integer> NOTHING_WRONG = List.of(0, 2);

    private static final int CUTS = Integer.getInteger("refute.cuts", 2);
    private static final int FIRST = Integer.getInteger("refute.cuts.first", 1);
    private static final int EARLIEST_MILLIS = 300;
    private static final int LATEST_MILLIS = 15_000;
    private static final long GONE_WITHIN_SECONDS = 5;
    private static final long VERDICT_WITHIN_SECONDS = 60;

    @TempDir
    Path folder;

    static Stream<Arguments> moments() {
        return Stream.of("processes", "containers")
                .flatMap(world ->
                        LongStream.range(FIRST, (long) FIRST + CUTS).mapToObj(seed -> Arguments.of(world, seed)));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void a_killed_run_leaves_no_process_and_a_history_that_can_be_judged(String world, long seed) throws Exception {
        Process harness = start(world, seed);
        awaitMoment(harness, seed);
        List<ProcessHandle> children = harness.descendants().toList();
        harness.destroyForcibly().waitFor();
        awaitThat(() -> children.stream().noneMatch(CutShortTest::runs) && ours().isEmpty(), GONE_WITHIN_SECONDS);
        for (Path run : runs()) {
            assertThat(call("check", run.toString())).as(output()).isIn(NOTHING_WRONG);
            assertThat(RunFolder.open(run).record().outcome()).isPresent();
        }
        assertThat(call("list", "worlds")).isZero();
        assertThat(leftInContainers(world, harness)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("moments")
    void a_run_that_is_told_to_stop_leaves_no_process_and_says_its_verdict(String world, long seed) throws Exception {
        Process harness = start(world, seed);
        awaitMoment(harness, seed);
        List<ProcessHandle> children = harness.descendants().toList();
        ChildRefute.interrupt(harness);
        assertThat(harness.waitFor(VERDICT_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(harness.exitValue()).as(output()).isIn(runs().isEmpty() ? List.of(130) : NOTHING_WRONG);
        assertThat(children).noneMatch(CutShortTest::runs);
        assertThat(ours()).isEmpty();
        assertThat(leftInContainers(world, harness)).isEmpty();
        if (!runs().isEmpty()) {
            assertThat(output())
                    .containsAnyOf("VALID", "UNKNOWN")
                    .doesNotContain("INVALID")
                    .contains("report");
            assertThat(RunFolder.open(runs().getFirst()).record().outcome()).isPresent();
            assertThat(runs().getFirst().resolve("report.html")).isNotEmptyFile();
        }
    }

    private Process start(String world, long seed) throws IOException {
        boolean inContainers = world.equals(Containers.NAME);
        String lack = inContainers
                ? ImageLack.of(IMAGE)
                : Registry.system("etcd").versions().isEmpty() ? "no etcd" : "";
        assumeTrue(lack.isEmpty(), lack + " on this machine");
        List<String> words = new ArrayList<>(List.of("run", "etcd", "--world", world, "--time-limit", "60s"));
        words.addAll(inContainers ? List.of("--image", IMAGE) : List.of());
        words.addAll(List.of("--seed", Long.toString(seed), "--out", store().toString()));
        return refute(words.toArray(String[]::new));
    }

    /** What the container engine still has of a harness: the name of a run ends with its pid and some digits. */
    private static List<String> leftInContainers(String world, Process harness) {
        if (!world.equals(Containers.NAME)) {
            return List.of();
        }
        DockerClient docker = DockerClientFactory.lazyClient();
        Stream<Map<String, String>> containers =
                docker.listContainersCmd().withShowAll(true).exec().stream().map(Container::getLabels);
        Stream<Map<String, String>> networks =
                docker.listNetworksCmd().exec().stream().map(Network::getLabels);
        Stream<Map<String, String>> volumes =
                docker.listVolumesCmd().exec().getVolumes().stream().map(InspectVolumeResponse::getLabels);
        return Stream.of(containers, networks, volumes)
                .flatMap(all -> all)
                .filter(Objects::nonNull)
                .map(labels -> labels.getOrDefault("refute.run", ""))
                .filter(run -> run.contains("-" + harness.pid() + "-"))
                .toList();
    }

    private int call(String... words) throws IOException, InterruptedException {
        Process call = refute(words);
        assertThat(call.waitFor(VERDICT_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
        return call.exitValue();
    }

    private Process refute(String... words) throws IOException {
        return child().start(words);
    }

    private ChildRefute child() {
        return new ChildRefute(folder.resolve("output.txt"));
    }

    private static void awaitMoment(Process harness, long seed) {
        long millis = EARLIEST_MILLIS + new Seed(seed).substream("moment").at(0, LATEST_MILLIS - EARLIEST_MILLIS);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        assertThat(harness.isAlive()).isTrue();
    }

    private Path store() {
        return folder.resolve("store");
    }

    private String output() throws IOException {
        return child().output();
    }

    private List<Path> runs() throws IOException {
        if (!Files.exists(store())) {
            return List.of();
        }
        try (var files = Files.walk(store(), 3)) {
            return files.filter(file -> file.endsWith("run.json"))
                    .map(Path::getParent)
                    .toList();
        }
    }

    /** Everything that runs with this test's folder on its command line. */
    private List<String> ours() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }

    /** What has ended and only waits to be reaped has no command any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static void awaitThat(BooleanSupplier condition, long seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("seconds until the condition holds")
                    .isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
