package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import refute.reports.SpecBehaviour;

/** A counterexample as a page. */
class BehaviourReportTest {
    private static SequencedMap<String, String> state(String n, String said) {
        SequencedMap<String, String> state = new LinkedHashMap<>();
        state.put("n", n);
        state.put("said", said);
        return state;
    }

    private static SpecBehaviour behaviour(OptionalInt backTo) {
        return new SpecBehaviour(
                "Mine (small)",
                "invalid",
                "Invariant <b>Below</b> is violated.",
                "3 states",
                List.of(
                        new SpecBehaviour.Step(1, "Initial predicate", "", List.of(), state("0", "{}")),
                        new SpecBehaviour.Step(
                                2,
                                "Say",
                                "line 4",
                                List.of(
                                        new SpecBehaviour.Change("said", "said", "", "\"<script>\""),
                                        new SpecBehaviour.Change("n", "n", "0", "1")),
                                state("1", "{\"<script>\"}"))),
                backTo);
    }

    @Test
    void each_step_shows_what_it_changed_and_marks_it_in_the_whole_state() {
        String page = BehaviourReport.page(behaviour(OptionalInt.empty()));

        assertThat(page)
                .contains("rowspan=\"3\"", "<td class=\"mono changed\">1</td>", "● said", "● n", "line 4")
                .containsOnlyOnce("<details open=\"\">");
    }

    @Test
    void what_a_spec_says_is_no_markup() {
        assertThat(BehaviourReport.page(behaviour(OptionalInt.empty())))
                .contains("&lt;b&gt;Below", "&lt;script&gt;")
                .doesNotContain("<script", "<b>");
    }

    @Test
    void where_it_leads_back_to_is_said() {
        assertThat(BehaviourReport.page(behaviour(OptionalInt.of(1)))).contains("from step 1 on, for ever");
        assertThat(BehaviourReport.page(behaviour(OptionalInt.of(2)))).contains("nothing happens any more");
    }
}
