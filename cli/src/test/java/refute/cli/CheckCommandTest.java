package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code refute check} on histories: what it is told, answers, and refuses. */
class CheckCommandTest extends OnTheCommandLine {
    private static final String VALID = "0 write 1 -> ok\n1 cas [1 2] -> ok\n0 read -> ok 2\n";
    private static final String STALE = "0 write 1 -> ok\n0 write 2 -> ok\n1 read -> ok 1\n";

    @TempDir
    Path folder;

    private int check(Path file, String... more) {
        return refute(Stream.concat(Stream.of("check", file.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    // --- what is wrong with the options ---

    @Test
    void all_options_that_make_no_sense_are_named_before_anything_is_read() {
        assertThat(refute(
                        "check",
                        "no/such/file",
                        "--budget",
                        "0s",
                        "--memory",
                        "much",
                        "--model",
                        "regster",
                        "--format",
                        "xml",
                        "--failed-cas",
                        "maybe",
                        "--engine",
                        "guess"))
                .isEqualTo(254);
        assertThat(err.toString())
                .contains("a budget of zero")
                .contains("'much' is no size")
                .contains("regster")
                .contains("xml")
                .contains("'maybe' is no convention")
                .contains("'guess'");
    }

    // --- what is wrong with a history ---

    @Test
    void operations_that_the_model_does_not_know_are_all_named() throws IOException {
        Path file = file("odd.txt", "0 write 1 -> ok\n1 fly -> ok\n0 swim 2 -> ok\n");
        assertThat(check(file, "--model", "register")).isEqualTo(254);
        assertThat(err.toString()).contains("fly").contains("swim").contains("read, write");
    }

    @Test
    void values_of_the_wrong_type_are_refused() throws IOException {
        assertThat(check(file("cas.txt", "0 cas 5 -> ok\n"), "--model", "cas-register"))
                .isEqualTo(254);
        assertThat(check(file("counter.txt", "0 add \"much\" -> ok\n1 read -> ok :many\n"), "--model", "counter"))
                .isEqualTo(254);
        assertThat(err.toString())
                .contains("[from to], not 5")
                .contains("\"much\"")
                .contains(":many");
    }

    @Test
    void times_that_go_back_are_refused_with_the_place() throws IOException {
        String one = "{:process 0, :type :invoke, :f :write, :value 1, :time TIME}\n";
        String two = "{:process 0, :type :ok, :f :write, :value 1, :time 1000000000}\n";
        Path back = file("back.edn", one.replace("TIME", "2000000000") + two);
        assertThat(check(back)).isEqualTo(254);
        assertThat(err.toString()).contains("back.edn:2:1").contains("before the previous");
        Path little = file("little.edn", one.replace("TIME", "1000000500") + two);
        assertThat(check(little)).isZero();
        assertThat(err.toString()).contains("1 times go back, by at most 500ns");
    }

    @Test
    void a_process_that_overlaps_itself_is_refused() throws IOException {
        assertThat(check(file("twice.txt", "0 write 1\n0 write 2\n0 ok\n"))).isEqualTo(254);
        assertThat(err.toString()).contains("twice.txt:2").contains("is open");
    }

    @Test
    void a_history_without_a_model_that_fits_says_so() throws IOException {
        assertThat(check(file("set.txt", "0 add 1 -> ok\n0 read -> ok [1]\n"))).isEqualTo(254);
        assertThat(err.toString()).contains("--model");
    }

    // --- what a failed compare-and-set says ---

    @ParameterizedTest
    @ValueSource(strings = {"", " ! did-not-match", " ! did-not-succeed"})
    void a_failed_compare_and_set_is_an_observation_on_request(String error) throws IOException {
        Path file = file("cas.txt", "0 write 1 -> ok\n1 cas [1 2] -> fail" + error + "\n");
        assertThat(check(file)).isZero();
        assertThat(check(file, "--failed-cas", "nothing")).isZero();
        assertThat(check(file, "--failed-cas", "observation")).isEqualTo(1);
    }

    @Test
    void one_that_failed_for_another_reason_is_none_and_that_is_said() throws IOException {
        Path file = file("cas.txt", "0 write 1 -> ok\n1 cas [1 2] -> fail ! connection-refused\n");
        assertThat(check(file, "--failed-cas", "observation")).isZero();
        assertThat(err.toString()).contains("1 compare-and-sets failed for another reason");
    }

    // --- bounds ---

    @Test
    void registers_that_are_not_linearizable_tell_what_still_holds() throws IOException {
        Path stale = file("stale.txt", "0 write[x] 4 -> ok\n0 write[x] 5 -> ok\n3 read[x] -> ok 4\n");
        assertThat(check(stale, "--model", "register")).isEqualTo(1);
        assertThat(out.toString())
                .contains("what still holds: sequentially consistent, and so all session guarantees hold");
        assertThat(check(stale, "--model", "register", "--json")).isEqualTo(1);
        assertThat(out.toString())
                .contains("\"witness\":[4]")
                .contains("\"shown\":[0,2,4]")
                .contains("\"broken\":[]");
    }

    @Test
    void twenty_thousand_concurrent_operations_are_unknown_and_not_the_end() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int p = 0; p < 20_000; p++) {
            // Each value twice: of unique values it would be decided.
            text.append(p).append(" enqueue ").append(p / 2).append('\n');
        }
        for (int p = 0; p < 20_000; p++) {
            text.append(p).append(" ok\n");
        }
        Path wide = file("wide.txt", text + "0 dequeue -> ok 7\n".repeat(3));
        Path next = file("next.txt", "0 enqueue 1 -> ok\n0 dequeue -> ok 2\n");
        assertThat(refute(
                        "check",
                        wide.toString(),
                        next.toString(),
                        "--model",
                        "fifo-queue",
                        "--budget",
                        "2s",
                        "--memory",
                        "256m"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("wide.txt: unknown").contains("next.txt: invalid");
    }

    @Test
    void a_full_heap_is_unknown_and_the_next_file_is_judged() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append("0 write \"").append("x".repeat(10_000)).append(i).append("\" -> ok\n");
        }
        Path large = file("large.txt", text.toString());
        Path next = file("next.txt", STALE);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "refute.cli.Main"));
        command.addAll(List.of("check", large.toString(), next.toString()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output)).contains("large.txt: unknown", "the heap is full", "next.txt: invalid");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    // --- certificates ---

    @Test
    void the_proof_of_a_verdict_is_written_and_verified_alone() throws IOException {
        Path valid = file("valid.txt", VALID);
        Path stale = file("stale.txt", STALE);
        assertThat(check(valid, "--certificate")).isZero();
        assertThat(check(stale, "--certificate")).isEqualTo(1);
        assertThat(folder.resolve("valid.txt.certificate.json")).exists();
        assertThat(check(valid, "--verify")).isZero();
        assertThat(check(stale, "--verify")).isEqualTo(1);
        assertThat(out.toString()).contains("valid.txt: valid as cas-register: the certificate holds");
        assertThat(check(stale, "--verify", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"verdict\":\"invalid\"").contains("\"verified\":true");
    }

    @Test
    void the_proof_of_a_run_goes_into_its_folder() {
        assertThat(refute("run", "atom", "--time-limit", "2s", "--out", folder.toString(), "--seed", "1"))
                .isZero();
        Path run = folder.resolve("latest");
        assertThat(check(run, "--certificate")).as(err.toString()).isZero();
        assertThat(run.resolve("certificate.json")).exists();
        assertThat(check(run, "--verify")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("latest: valid as cas-register: the certificate holds");
    }

    @Test
    void without_a_proof_there_is_nothing_to_verify() throws IOException {
        assertThat(check(file("valid.txt", VALID), "--verify")).isEqualTo(254);
        assertThat(err.toString()).contains("--certificate");
    }

    @Test
    void a_history_that_was_changed_is_refused() throws IOException {
        Path file = file("valid.txt", VALID);
        check(file, "--certificate");
        Files.writeString(file, VALID.replace("ok 2", "ok 1"));
        assertThat(check(file, "--verify")).isEqualTo(254);
        assertThat(err.toString()).contains("this one was changed");
    }

    @Test
    void a_proof_that_was_changed_is_refused_with_what_is_wrong() throws IOException {
        Path file = file("valid.txt", VALID);
        check(file, "--certificate");
        Path certificate = folder.resolve("valid.txt.certificate.json");
        String proof = Files.readString(certificate);
        assertThat(proof).contains("[0,2,4]");
        for (String[] change : new String[][] {
            {"[2,0,4]", "is not legal in nil"},
            {"[0,2]", "is not placed"},
            {"[0,2,4,4]", "placed twice"},
            {"[0,4,2]", "is not legal in 1"},
            {"[0,2,99]", "no client invokes"},
        }) {
            Files.writeString(certificate, proof.replace("[0,2,4]", change[0]));
            assertThat(check(file, "--verify")).as(change[0]).isEqualTo(254);
            assertThat(err.toString()).contains("proves nothing").contains(change[1]);
        }
    }

    // --- Knossos ---

    @Test
    void an_engine_that_is_none_is_answered_with_those_near_it() throws IOException {
        assertThat(check(file("valid.txt", VALID), "--engine", "knosos")).isEqualTo(254);
        assertThat(err.toString()).contains("--engine").contains("knossos");
    }

    @Test
    void options_that_contradict_each_other_are_refused() throws IOException {
        Path file = file("valid.txt", VALID);
        assertThat(check(file, "--engine", "knossos", "--verify")).isEqualTo(254);
        assertThat(check(file, "--classpath", folder.toString())).isEqualTo(254);
        assertThat(check(file, "--engine", "knossos", "--classpath", "no/such.jar"))
                .isEqualTo(254);
        assertThat(err.toString())
                .contains("no proof")
                .contains("--engine knossos")
                .contains("no/such.jar");
    }

    @Test
    void knossos_judges_where_it_is_and_tells_by_which_algorithm() throws IOException {
        String classPath = System.getProperty("refute.knossos.classpath", "");
        assumeTrue(
                !classPath.isEmpty(), "no Knossos: name its jars and source folders with -Drefute.knossos.classpath");
        Path valid = file("valid.txt", VALID);
        assertThat(refute(
                        "check",
                        valid.toString(),
                        file("stale.txt", STALE).toString(),
                        "--engine",
                        "knossos",
                        "--classpath",
                        classPath,
                        "--json"))
                .as(err.toString())
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"engine\":\"knossos\"")
                        .containsPattern("\"algorithm\":\"(wgl|linear)\""));
        assertThat(out.toString()).contains("\"verdict\":\"valid\"").contains("\"verdict\":\"invalid\"");
    }
}
