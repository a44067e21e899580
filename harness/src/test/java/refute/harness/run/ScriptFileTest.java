package refute.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.generator.Call;
import refute.harness.generator.ListedCall;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Accident;

/** Scripts in files: what was written is read, and what is wrong is told all at once. */
class ScriptFileTest {
    @Test
    void what_was_written_is_read() {
        Script script = new Script(
                List.of(
                        new ListedCall(
                                3_942_797, 0, Call.of("write", Value.of(1)).on(Value.of("r0"))),
                        new ListedCall(5_000_000_001L, 7, Call.of("cas", Value.pair(Value.of(1), Value.of(2))))),
                true,
                List.of(
                        new Accident(
                                Accident.What.MESSAGE_LATE, new NodeId(1), new NodeId(2), 1_234_567_891L, 3, 99, 1),
                        new Accident(Accident.What.CLOCK_JUMPED, new NodeId(3), new NodeId(3), 0, 0, -7, 0)),
                false);

        assertThat(ScriptFile.parse(ScriptFile.print(script), "script")).isEqualTo(script);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(() -> ScriptFile.parse("""
                        {"version": 1, "readsAtEnd": 1, "even": true,
                         "operations": [{"at": 7, "worker": -1, "function": ""}],
                         "accidents": [{"at": "1s", "nth": 0, "what": "mesage-lost", "node": 9, "to": 1, "amount": 0}]}""", "script"))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.getMessage())
                                .contains("readsAtEnd", "operations[0].at", ".worker", ".function")
                                .contains("did you mean message-lost?", "accidents[0].node"));
    }

    @Test
    void a_script_of_a_newer_refute_is_refused() {
        assertThatThrownBy(() -> ScriptFile.parse("{\"version\": 2}", "script")).hasMessageContaining("has version 2");
    }
}
