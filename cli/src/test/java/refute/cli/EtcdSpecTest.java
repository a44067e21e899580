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

/**
 * {@code spec conform EtcdKv} and {@code EtcdRaft}: what clients of etcd saw against the spec of etcd's store, and what its library of Raft
 * recorded against that of the library.
 */
class EtcdSpecTest extends OnTheCommandLine {
    /** The only member of a group starts by changes, applies them, and asks for votes. */
    private static final String LIBRARY = """
            {"ts":1.5,"msg":"something else"}
            {"tag":"trace","event":{"name":"InitState","nid":"1","state":{"term":0,"vote":"0","commit":0},"role":"StateFollower","log":0,"conf":[[],[]]}}
            {"tag":"trace","event":{"name":"ApplyConfChange","nid":"1","state":{"term":0,"vote":"0","commit":0},"role":"StateFollower","log":0,"conf":[[],[]],"prop":{"cc":{}}}}
            {"tag":"trace","event":{"name":"BecomeFollower","nid":"1","state":{"term":0,"vote":"0","commit":0},"role":"StateFollower","log":0,"conf":[[],[]]}}
            {"tag":"trace","event":{"name":"BecomeFollower","nid":"1","state":{"term":1,"vote":"0","commit":0},"role":"StateFollower","log":0,"conf":[[],[]]}}
            {"tag":"trace","event":{"name":"ApplyConfChange","nid":"1","state":{"term":1,"vote":"0","commit":1},"role":"StateFollower","log":1,"conf":[[],[]],"prop":{"cc":{"newconf":["1"]}}}}
            {"tag":"trace","event":{"name":"Ready","nid":"1","state":{"term":1,"vote":"0","commit":1},"role":"StateFollower","log":1,"conf":[["1"],[]]}}
            {"tag":"trace","event":{"name":"ApplyConfChange","nid":"1","state":{"term":1,"vote":"0","commit":1},"role":"StateFollower","log":1,"conf":[["1"],[]],"prop":{"cc":{"newconf":["1"]}}}}
            {"tag":"trace","event":{"name":"BecomeCandidate","nid":"1","state":{"term":2,"vote":"1","commit":1},"role":"StateCandidate","log":1,"conf":[["1"],[]]}}
            """;

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

    @Test
    void what_the_library_recorded_is_judged_as_it_is() throws IOException {
        Path good = Files.writeString(folder.resolve("good.ndjson"), LIBRARY);
        assertThat(refute("spec", "conform", "EtcdRaft", good.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("valid  EtcdRaft: every event is a step of the spec");

        Path bad = Files.writeString(folder.resolve("bad.ndjson"), LIBRARY.replace("\"term\":2", "\"term\":3"));
        assertThat(refuteAfresh("spec", "conform", "EtcdRaft", bad.toString(), "--json"))
                .isEqualTo(1);
        JsonNode first = JsonMapper.shared().readTree(out.toString()).path("unexplained");
        assertThat(first.path("event").asString()).isEqualTo("BecomeCandidate");
        assertThat(first.path("line").asLong()).isEqualTo(9);
        assertThat(first.path("conjunct").asString()).isEqualTo("term'[n] = e.s.term");

        Path odd =
                Files.writeString(folder.resolve("odd.ndjson"), LIBRARY.replace("[[\"1\"],[]]", "[[\"1\"],[\"2\"]]"));
        assertThat(refuteAfresh("spec", "conform", "EtcdRaft", odd.toString())).isEqualTo(254);
        assertThat(err.toString()).contains("odd.ndjson:7: has a joint configuration");
    }
}
