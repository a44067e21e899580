package refute.reports.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import refute.harness.history.Value;
import refute.reports.html.SampleReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
    @Test
    void programs_find_verdict_witness_faults_and_command_under_names_that_stay() {
        JsonNode json = JsonMapper.shared().readTree(JsonReport.text(SampleReport.of(100, List.of())));
        assertThat(json.get("verdict").asString()).isEqualTo("invalid");
        assertThat(json.get("rerun").asString()).startsWith("./refute run etcd");
        assertThat(json.get("faults").size()).isEqualTo(3);
        JsonNode witness = json.get("witnesses").get(0);
        assertThat(witness.get("kind").asString()).isEqualTo("unlinearizable");
        assertThat(witness.get("operations").size()).isEqualTo(4);
        assertThat(witness.get("attempts").get(0).get("obstacle").asString()).contains("the register holds 5");
    }

    @Test
    void a_run_that_goes_on_is_marked_incomplete() {
        JsonNode json = JsonMapper.shared().readTree(JsonReport.text(SampleReport.begun()));
        assertThat(json.get("incomplete").asBoolean()).isTrue();
        assertThat(json.get("witnesses").size()).isZero();
    }

    @Test
    void hostile_values_are_cut_and_can_be_written() {
        Value half = Value.of("\uD800" + "x".repeat(1 << 20));
        assertThat(JsonReport.text(SampleReport.of(100, List.of(half))).length())
                .isLessThan(20_000);
    }
}
