package refute.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;

class HistoryFormatTest {
    @TempDir
    Path folder;

    @Test
    void a_vector_and_a_map_a_line_and_tagged_maps_are_one_history() {
        String first = "{:type :invoke, :process 0, :f :write, :value 1}";
        String second = "{:process 0 :type :ok :f :write :value 1 :extra #inst \"2020-01-01\"}";
        History expected = HistoryNotation.parse("0 write 1 -> ok");
        for (String text : List.of(
                "[" + first + "\n " + second + "]",
                first + "\n; a comment\n" + second,
                "#jepsen.history.Op" + first + "#knossos.op.Op " + second)) {
            assertThat(read(text).history().operations().getFirst().result())
                    .isEqualTo(expected.operations().getFirst().result());
            assertThat(read(text).history().timeNanos(1)).isEqualTo(1000);
        }
    }

    @Test
    void jepsens_nemesis_invokes_with_its_first_info_and_completes_with_its_second() {
        History history = read("""
                {:type :info :process :nemesis :f :start :value nil :time 5}
                {:type :info :process :nemesis :f :start :value "cut" :time 7}
                """).history();
        assertThat(history.operations()).hasSize(1);
        assertThat(history.kind(1)).isEqualTo(EntryKind.INFO);
        assertThat(history.value(1)).isEqualTo(Value.of("cut"));
    }

    @Test
    void independent_pairs_are_keys_and_values_when_asked_for() throws IOException {
        Path file = file(
                "{:type :invoke :process 0 :f :read :value [:x nil]}\n{:type :ok :process 0 :f :read :value [:x 3]}");
        assertThat(HistoryFormat.read(file).history().key(1)).isEqualTo(Value.NIL);
        History keyed = HistoryFormat.JEPSEN_EDN.read(file, true).history();
        assertThat(keyed.key(1)).isEqualTo(new Value.Keyword("x"));
        assertThat(keyed.value(1)).isEqualTo(Value.of(3));
    }

    @Test
    void all_problems_of_a_history_are_told_with_line_and_column() {
        assertThatThrownBy(() -> read("""
                        {:type :ok :process 0 :f :read :value 1}
                        {:type :invoke :process 1 :f :read :index 5}
                        {:type :invoke :process 1 :f :read :index 5}
                        {:type :info :process 1 :f :read}
                        {:type :invoke :process 1 :f :read}
                        {:type :invok :process -3}
                        {:type :invoke :process 2 :f :read :value [1 2
                        """))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(":1:1: ok of process 0 without an invocation")
                .hasMessageContaining(":3:1: index follows 5")
                .hasMessageContaining("process 1 invokes while its operation of entry 5 is open")
                .hasMessageContaining(":5:1: process 1 goes on after info")
                .hasMessageContaining(":6:1: :process -3 is no process")
                .hasMessageContaining(":6:1: :type :invok is none of")
                .hasMessageContaining(":6:1: has no :f")
                .hasMessageContaining(":8:1: the input ends before the ']' of what is opened at");
    }

    @Test
    void times_that_go_back_a_little_are_mended_and_said_but_not_by_much() {
        String first = "{:type :invoke :process 0 :f :read :time 20000000}\n";
        Reading reading = read(first + "{:type :ok :process 0 :f :read :time 19999000}");
        assertThat(reading.history().timeNanos(1)).isEqualTo(20_000_000);
        assertThat(reading.notes()).containsExactly("1 times go back, by at most 1us; the order of the entries counts");
        assertThatThrownBy(() -> read(first + "{:type :ok :process 0 :f :read :time 10000000}"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is before the previous");
    }

    @Test
    void gzip_is_seen_by_its_first_bytes_and_a_cut_one_is_said() throws IOException {
        Path file = folder.resolve("h.gz");
        String text = "["
                + "{:type :invoke :process 0 :f :w :value 1} {:type :ok :process 0 :f :w :value 1}".repeat(999) + "]";
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(HistoryFormat.read(file).history().size()).isEqualTo(1998);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> HistoryFormat.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("cut or damaged");
    }

    @Test
    void a_hundred_megabytes_of_garbage_are_refused_at_once() throws IOException {
        Path file = folder.resolve("garbage");
        byte[] block = new byte[1 << 20];
        new Random(1).nextBytes(block);
        block[0] = 'x';
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
        }
        long start = System.nanoTime();
        assertThatThrownBy(() -> HistoryFormat.read(file)).isInstanceOf(BadInput.class);
        for (HistoryFormat format : HistoryFormat.values()) {
            assertThatThrownBy(() -> format.read(file, false)).isInstanceOf(BadInput.class);
        }
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    @Test
    void a_file_that_is_missing_empty_or_unknown_is_one_clear_problem() throws IOException {
        assertThatThrownBy(() -> HistoryFormat.read(folder.resolve("none"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> HistoryFormat.read(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> read("hello")).hasMessageContaining("begins like no format");
        assertThatThrownBy(() -> HistoryFormat.named("jepsen-ed")).hasMessageContaining("did you mean jepsen-edn");
    }

    @Test
    void each_format_is_detected() throws IOException {
        assertThat(HistoryFormat.detect(file("# note\n0 read -> ok"))).isEqualTo(HistoryFormat.NOTATION);
        assertThat(HistoryFormat.detect(file("; note\n({:f :read"))).isEqualTo(HistoryFormat.JEPSEN_EDN);
        assertThat(HistoryFormat.detect(file("{:process 0, :key \"1\"}"))).isEqualTo(HistoryFormat.PORCUPINE_KV);
        assertThat(HistoryFormat.detect(file("INFO  jepsen.util - 1\t:ok\t:f\t1")))
                .isEqualTo(HistoryFormat.JEPSEN_LOG);
        Path binary = folder.resolve("h.refute");
        HistoryFile.write(binary, History.empty());
        assertThat(HistoryFormat.detect(binary)).isEqualTo(HistoryFormat.REFUTE);
    }

    @Property(tries = 200)
    void edn_is_read_back(@ForAll("histories") History history) throws IOException {
        Path file = Files.createTempFile("history", ".edn");
        try {
            EdnWriter.write(file, history, false);
            Reading reading = HistoryFormat.JEPSEN_EDN.read(file, false);
            assertThat(reading.history().clients().entries())
                    .isEqualTo(history.clients().entries());
            EdnWriter.write(file, history, true);
            reading = HistoryFormat.JEPSEN_EDN.read(file, true);
            assertThat(reading.history().clients().entries())
                    .isEqualTo(history.clients().entries());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void the_recorded_histories_of_others_are_read() throws IOException {
        Path recorded = Stream.of("../../../shared/histories", "../../shared/histories")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("absent"));
        Assumptions.assumeTrue(Files.isDirectory(recorded), "the recorded histories are not beside this checkout");
        List<Path> files;
        try (Stream<Path> all = Files.walk(recorded)) {
            files = all.filter(f -> f.toString().matches(".*/(etcd_.*log|[^/]*edn|c[0-9]+-[^/]*txt)"))
                    .sorted()
                    .toList();
        }
        assertThat(files.stream().filter(f -> f.toString().endsWith(".log"))).hasSize(52);
        for (Path file : files) {
            assertThat(HistoryFormat.read(file).history().size())
                    .as(file.toString())
                    .isPositive();
        }
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.dense();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "history", ""), text);
    }

    private Reading read(String text) {
        try {
            return HistoryFormat.read(file(text));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
