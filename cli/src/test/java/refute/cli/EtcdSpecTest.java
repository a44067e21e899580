package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code spec conform EtcdKv}: what clients of etcd saw against the spec of etcd's store. */
class EtcdSpecTest extends OnTheCommandLine {
    @TempDir
    Path folder;

    @Test
    void what_clients_of_a_real_etcd_saw_is_a_behaviour_of_the_spec() {
        assumeFalse(
                Registry.system("etcd").versions().isEmpty(),
                "no etcd on this machine: apt-get install etcd-server brings one");
        refute(
                "run",
                "etcd",
                "register",
                "--time-limit",
                "5s",
                "--nemesis",
                "pause",
                "--seed",
                "5",
                "--out",
                folder.toString());
        assertThat(refuteAfresh(
                        "spec", "conform", "EtcdKv", folder.resolve("latest").toString(), "--json"))
                .as(err.toString())
                .isZero();
        JsonNode told = JsonMapper.shared().readTree(out.toString());
        assertThat(told.path("coverage").path("actions").path("Take").asLong()).isGreaterThan(20);
    }

    @Test
    void a_history_of_something_else_is_refused_with_all_that_is_wrong() throws IOException {
        Path file = Files.writeString(folder.resolve("history.edn"), """
                [{:type :invoke, :process 0, :f :add, :value 1, :index 0}
                 {:type :ok, :process 0, :f :add, :value 1, :index 1}]
                """);
        assertThat(refute("spec", "conform", "EtcdKv", file.toString())).isEqualTo(254);
        assertThat(err.toString()).contains("'add' is none of a register");
        assertThat(refuteAfresh(
                        "spec", "conform", "EtcdKv", folder.resolve("nowhere").toString()))
                .isEqualTo(254);
        assertThat(err.toString()).contains("there is no such file");
    }
}
