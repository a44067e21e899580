package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;

/** Traces that cannot be read: everything that is wrong with them is told at once. */
class BadTraceTest {
    private static final String START =
            "{\"seq\":1,\"node\":\"n1\",\"ev\":\"Restart\",\"snapshot\":0,\"voters\":[\"n1\",\"n2\"],"
                    + "\"s\":{\"term\":0,\"vote\":\"\",\"role\":\"follower\",\"lastIndex\":0,\"lastTerm\":0,\"commit\":0,\"applied\":0}}";

    private static String problems(List<String> lines) {
        return catchThrowableOfType(BadInput.class, () -> TraceSurvey.of(Traces.RAFT, Traces.of(lines)))
                .getMessage();
    }

    private static String event(int number, String rest) {
        return "{\"seq\":" + number + ",\"node\":\"n1\"," + rest
                + ",\"s\":{\"term\":0,\"vote\":\"\",\"role\":\"follower\",\"lastIndex\":0,\"lastTerm\":0,\"commit\":0,\"applied\":0}}";
    }

    @Test
    void all_problems_are_told_with_their_lines() {
        String told = problems(List.of(
                START,
                event(2, "\"ev\":\"Comit\",\"index\":1"),
                event(3, "\"ev\":\"Commit\""),
                event(4, "\"ev\":\"Commit\",\"index\":\"one\""),
                event(5, "\"ev\":\"Commit\",\"index\":2147483648"),
                event(6, "\"ev\":\"VoteResponse\",\"from\":\"n9\",\"granted\":true"),
                event(7, "\"ev\":\"VoteResponse\",\"from\":\"<b>\",\"granted\":1"),
                event(9, "\"ev\":\"Commit\",\"index\":1"),
                event(10, "\"ev\":\"Commit\",\"index\":1").replace("follower", "boss"),
                event(11, "\"ev\":\"Commit\",\"index\":1").replace("n1", "n7"),
                "[]",
                "{\"ev\":\"Commit\"}",
                event(12, "\"ev\":\"Commit\",\"index\":1").substring(0, 60)));
        assertThat(told)
                .contains("test.ndjson:2: there is no event 'Comit' (did you mean Commit")
                .contains("test.ndjson:3: Commit: index is missing")
                .contains("test.ndjson:4: Commit: index is not a number from 0")
                .contains("test.ndjson:5: Commit: index is not a number from 0")
                .contains("test.ndjson:6: there is no node n9")
                .contains("test.ndjson:7: VoteResponse: from is not the name of a node")
                .contains("test.ndjson:7: VoteResponse: granted is not true or false")
                .contains("test.ndjson:8: has the number 9 after 7")
                .contains("test.ndjson:9: Commit: s.role is not one of follower")
                .contains("test.ndjson:10: n7 has not been started")
                .contains("test.ndjson:11: is no JSON object")
                .contains("test.ndjson:12: has no number")
                .contains("test.ndjson:13: is no JSON object, or is cut off");
    }

    @Test
    void an_empty_trace_says_so() {
        assertThat(problems(List.of(""))).contains("has no events");
    }

    @Test
    void a_term_that_cannot_be_followed_is_told() {
        assertThat(problems(List.of(START, event(2, "\"ev\":\"LearnTerm\"").replace("\"term\":0", "\"term\":70000"))))
                .contains("term 70000 is above");
    }

    @Test
    void garbage_has_an_end() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            lines.add("nonsense");
        }
        assertThat(problems(lines))
                .contains("and " + (BadInput.PROBLEMS_GATHERED_MAX - BadInput.PROBLEMS_LISTED_MAX) + " more");
    }

    @Test
    void what_is_dropped_doubled_or_swapped_in_a_file_is_seen_by_its_numbers() {
        List<String> whole = Traces.lines(Traces.ELECTIONS);
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            int at = 1 + random.nextInt(whole.size() - 2);
            List<String> dropped = new ArrayList<>(whole);
            dropped.remove(at);
            List<String> doubled = new ArrayList<>(whole);
            doubled.add(at, whole.get(at));
            List<String> swapped = new ArrayList<>(whole);
            swapped.set(at, whole.get(at + 1));
            swapped.set(at + 1, whole.get(at));
            for (List<String> bad : List.of(dropped, doubled, swapped)) {
                assertThat(problems(bad)).contains("has the number");
            }
        }
    }
}
