package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactions over lists from end to end: each anomaly in a file of others, and the workload against a real etcd. */
class AppendTest extends OnTheCommandLine {
    @TempDir
    Path folder;

    static Stream<Arguments> anomalies() {
        return Stream.of(
                Arguments.of("G0", """
                        0 txn [[:append x 1] [:append y 1]]
                        1 txn [[:append x 2] [:append y 2]] -> ok
                        0 ok
                        2 txn [[:r x nil] [:r y nil]] -> ok [[:r x [1 2]] [:r y [2 1]]]
                        """),
                Arguments.of("G1a", """
                        0 txn [[:append x 1]] -> fail
                        1 txn [[:r x nil]] -> ok [[:r x [1]]]
                        """),
                Arguments.of("dirty-update", """
                        0 txn [[:append x 1]] -> fail
                        1 txn [[:append x 2]] -> ok
                        1 txn [[:r x nil]] -> ok [[:r x [1 2]]]
                        """),
                Arguments.of("G1b", """
                        0 txn [[:append x 1] [:append x 2]]
                        1 txn [[:r x nil]] -> ok [[:r x [1]]]
                        0 ok
                        """),
                Arguments.of("G1c", """
                        0 txn [[:append x 1] [:r y nil]]
                        1 txn [[:append y 1] [:r x nil]] -> ok [[:append y 1] [:r x [1]]]
                        0 ok [[:append x 1] [:r y [1]]]
                        """),
                Arguments.of("G-single", """
                        0 txn [[:append x 1] [:append y 1]]
                        1 txn [[:r x nil] [:r y nil]] -> ok [[:r x [1]] [:r y []]]
                        0 ok
                        """),
                Arguments.of("G2-item", """
                        0 txn [[:r x nil] [:append y 1]]
                        1 txn [[:r y nil] [:append x 1]] -> ok [[:r y []] [:append x 1]]
                        0 ok [[:r x []] [:append y 1]]
                        """),
                Arguments.of("lost-update", """
                        0 txn [[:r x nil] [:append x 1]]
                        1 txn [[:r x nil] [:append x 2]] -> ok [[:r x []] [:append x 2]]
                        0 ok [[:r x []] [:append x 1]]
                        """),
                Arguments.of("G-single-realtime", """
                        0 txn [[:append x 1]] -> ok
                        1 txn [[:r x nil]] -> ok [[:r x []]]
                        """),
                Arguments.of("G-single-process", """
                        0 txn [[:append x 1]] -> ok
                        0 txn [[:r x nil]] -> ok [[:r x []]]
                        """),
                Arguments.of("G0-realtime", """
                        0 txn [[:append x 1]] -> ok
                        1 txn [[:append x 2]] -> ok
                        2 txn [[:r x nil]] -> ok [[:r x [2 1]]]
                        """),
                Arguments.of("G1c-realtime", """
                        0 txn [[:r x nil]] -> ok [[:r x [1]]]
                        1 txn [[:append x 1]] -> ok
                        """),
                Arguments.of("incompatible-order", """
                        0 txn [[:append x 1]]
                        1 txn [[:append x 2]]
                        2 txn [[:r x nil]] -> ok [[:r x [1 2]]]
                        2 txn [[:r x nil]] -> ok [[:r x [2]]]
                        """),
                Arguments.of("duplicate-elements", """
                        0 txn [[:append x 1]] -> ok
                        1 txn [[:r x nil]] -> ok [[:r x [1 1]]]
                        """),
                Arguments.of("garbage-read", "0 txn [[:r x nil]] -> ok [[:r x [7]]]\n"),
                Arguments.of("internal", "0 txn [[:append x 1] [:r x nil]] -> ok [[:append x 1] [:r x []]]\n"),
                Arguments.of("future-read", "0 txn [[:r x nil] [:append x 1]] -> ok [[:r x [1]] [:append x 1]]\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("anomalies")
    void each_anomaly_in_a_file_is_called_by_its_name(String anomaly, String history) throws IOException {
        Path file = Files.writeString(folder.resolve(anomaly + ".txt"), history);
        assertThat(refute("check", file.toString(), "--model", "list-append", "--json"))
                .as(err.toString())
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("\"model\":\"list-append\"", "\"verdict\":\"invalid\"", "\"reason\":\"")
                .contains(anomaly);
    }

    @Test
    void transactions_in_turn_are_valid_and_their_model_is_guessed() throws IOException {
        Path file = Files.writeString(folder.resolve("turns.txt"), """
                0 txn [[:append x 1] [:append y 1]] -> ok
                1 txn [[:r x nil] [:append x 2]] -> ok [[:r x [1]] [:append x 2]]
                0 txn [[:r x nil] [:r y nil]] -> ok [[:r x [1 2]] [:r y [1]]]
                """);
        assertThat(refute("check", file.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("turns.txt: valid as list-append");
    }

    @Test
    void a_file_of_elle_is_read_as_it_is() throws IOException {
        Path file = Files.writeString(folder.resolve("elle.edn"), """
                [{:type :invoke, :process 0, :f :txn, :value [[:append :x 1]], :index 0}
                 {:type :ok, :process 0, :f :txn, :value [[:append :x 1]], :index 1}
                 {:type :invoke, :process 1, :f :txn, :value [[:r :x nil]], :index 2}
                 {:type :ok, :process 1, :f :txn, :value [[:r :x []]], :index 3}]
                """);
        assertThat(refute("check", file.toString(), "--model", "list-append")).isEqualTo(1);
        assertThat(out.toString()).contains("G-single-realtime", "T1", "because");
    }

    @Test
    void a_real_etcd_that_is_cut_killed_and_paused_has_no_anomaly() throws IOException {
        assumeFalse(
                Registry.system("etcd").versions().isEmpty(),
                "no etcd on this machine: apt-get install etcd-server brings one");
        List<String> words = List.of("run", "etcd", "append", "--time-limit", "20s", "--seed", "5", "--out");
        int exit = refute(
                Stream.concat(words.stream(), Stream.of(folder.toString())).toArray(String[]::new));
        assertThat(exit).as(err + "\n" + out).isZero();
        assertThat(out.toString()).contains("VALID", "append");
        Path run = folder.resolve("latest");
        assertThat(Files.readString(run.resolve("run.json"))).contains("list-append");
        assertThat(refute("check", run.toString(), "--model", "list-append"))
                .as(err.toString())
                .isZero();
    }
}
