package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.check.Verdict;
import refute.specs.tla.trace.ConformanceResult.Finding;

/** What the engine says of traces of go.etcd.io/raft, and what it cannot read of them. */
class EtcdRaftTest {
    private static final String START =
            "{\"tag\":\"trace\",\"event\":{\"name\":\"InitState\",\"nid\":\"1\",\"state\":{\"term\":0,\"vote\":\"0\",\"commit\":0},"
                    + "\"role\":\"StateFollower\",\"log\":0,\"conf\":[[],[]]}}";

    private static List<String> recorded() {
        return Traces.lines(Traces.LIBRARY);
    }

    /** The place of the first line with that in it, from 0. */
    private static int first(List<String> lines, String part) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError("no " + part);
    }

    private static Finding.Unexplained unexplained(List<String> lines) {
        return (Finding.Unexplained) Traces.judge(Traces.ETCD_RAFT, lines).finding();
    }

    /** What is said of the trace with a line changed, the first that has that in it. */
    private static Finding.Unexplained changed(String which, String from, String to) {
        List<String> lines = new ArrayList<>(recorded());
        int at = first(lines, which);
        String line = lines.get(at).replaceFirst(from, to);
        assertThat(line).isNotEqualTo(lines.get(at));
        lines.set(at, line);
        return unexplained(lines);
    }

    private static String problems(String... lines) {
        return catchThrowableOfType(
                        BadInput.class,
                        () -> TraceSurvey.of(Traces.ETCD_RAFT, Traces.of(Traces.ETCD_RAFT, List.of(lines))))
                .getMessage();
    }

    @Test
    void what_the_library_recorded_conforms_and_each_event_leaves_one_state() {
        ConformanceResult result = Traces.judge(Traces.ETCD_RAFT, recorded());
        assertThat(result.finding()).isEqualTo(new Finding.Conforms());
        assertThat(result.events()).isEqualTo(636);
        assertThat(result.statesMax()).isEqualTo(1);
    }

    @Test
    void every_beginning_of_a_trace_that_conforms_does() {
        List<String> lines = recorded();
        for (int length = 1; length < lines.size(); length += 53) {
            assertThat(Traces.judge(Traces.ETCD_RAFT, lines.subList(0, length)).verdict())
                    .as("%d events", length)
                    .isEqualTo(Verdict.VALID);
        }
    }

    @Test
    void other_fields_and_other_lines_are_ignored() {
        List<String> lines = new ArrayList<>(recorded());
        lines.replaceAll(line -> "{\"level\":\"debug\",\"ts\":1712329729.6," + line.substring(1));
        lines.add(7, "{\"level\":\"info\",\"msg\":\"something else\"}");
        assertThat(Traces.judge(Traces.ETCD_RAFT, lines).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_commit_of_less_than_a_quorum_has_is_told_with_both_sides() {
        List<String> lines = recorded();
        int at = first(lines, "\"name\":\"Commit\"");
        Finding.Unexplained found = changed("\"name\":\"Commit\"", "\"commit\":[0-9]+", "\"commit\":77");
        assertThat(found.event().line()).isEqualTo(at + 1L);
        assertThat(found.refusal().conjunct()).isEqualTo("commit'[n] = e.s.commit");
        assertThat(found.refusal().operands().getLast().value()).isEqualTo("77");
        assertThat(found.refusal().place()).startsWith("EtcdRaftStep.tla:");
        assertThat(found.last()).isNotEmpty();
    }

    @Test
    void a_message_that_nobody_sent_is_no_step() {
        Finding.Unexplained found = changed("ReceiveAppendEntriesRequest", "\"index\":[0-9]+", "\"index\":999");
        assertThat(found.event().name()).isEqualTo("ReceiveAppendEntriesRequest");
        assertThat(found.refusal().conjunct()).contains("Times(wire, Message(e)) > 0");
    }

    @Test
    void a_message_arrives_once() {
        List<String> lines = new ArrayList<>(recorded());
        int at = first(lines, "ReceiveAppendEntriesResponse");
        lines.add(at, lines.get(at));
        assertThat(unexplained(lines).event().line()).isEqualTo(at + 2L);
    }

    @Test
    void a_vote_that_is_forgotten_by_a_restart_is_told_there() {
        List<String> lines = recorded();
        // The node that leads is the first to have voted; it starts again later on.
        int restart = -1;
        for (int i = first(lines, "BecomeLeader"); i < lines.size() && restart < 0; i++) {
            boolean again = lines.get(i).contains("\"name\":\"BecomeFollower\"")
                    && lines.get(i - 2).contains("\"name\":\"InitState\"")
                    && !lines.get(i).contains("\"vote\":\"0\"");
            restart = again ? i : restart;
        }
        assertThat(restart).isPositive();
        List<String> forgotten = new ArrayList<>(lines);
        forgotten.set(restart, lines.get(restart).replaceFirst("\"vote\":\"[0-9]+\"", "\"vote\":\"0\""));
        Finding.Unexplained found = unexplained(forgotten);
        assertThat(found.event().line()).isEqualTo(restart + 1L);
        assertThat(found.refusal().conjunct()).isEqualTo("vote'[n] = e.s.vote");
    }

    @Test
    void all_problems_are_told_with_their_lines() {
        String told = problems(
                START,
                START.replace("InitState", "InitStat"),
                START.replace("InitState", "SendAppendEntriesRequest"),
                START.replace("\"term\":0", "\"term\":\"0\""),
                START.replace("\"conf\":[[],[]]", "\"conf\":[[\"1\"],[\"2\"]]"),
                START.replace("StateFollower", "StateBoss"),
                START.replace("\"nid\":\"1\"", "\"nid\":1"),
                START.replace("InitState", "Ready").replace("\"nid\":\"1\"", "\"nid\":\"7\""),
                START.replace("\"nid\":\"1\"", "\"nid\":\"8\"").replace("\"log\":0", "\"log\":12"),
                "[]",
                START.substring(0, 50));
        assertThat(told)
                .contains("test.ndjson:2: there is no event 'InitStat' (did you mean InitState")
                .contains("test.ndjson:3: SendAppendEntriesRequest: type is missing")
                .contains("test.ndjson:4: InitState: s.term is not a number from 0")
                .contains("test.ndjson:5: has a joint configuration")
                .contains("test.ndjson:6: InitState: s.role is not one of StateFollower")
                .contains("test.ndjson:7: says not who: \"nid\"")
                .contains("test.ndjson:8: 7 has not been started: there is no InitState of it before")
                .contains("test.ndjson:9: node 8 has a log of which the trace does not tell")
                .contains("test.ndjson:10: is no JSON object")
                .contains("test.ndjson:11: is no JSON object, or is cut off");
    }

    @Test
    void a_trace_of_something_else_has_no_events() {
        assertThat(problems(Traces.lines(Traces.ELECTIONS).getFirst())).contains("has no events");
    }

    /** An event is a step of the spec, or changes nothing: it never does something that Next does not. */
    @Test
    void each_arm_of_the_steps_is_a_disjunct_of_next_or_changes_nothing() {
        String spec = Traces.ETCD_RAFT.spec().text();
        String step = Traces.ETCD_RAFT.text();
        Set<String> actions = new TreeSet<>();
        for (Matcher defined =
                        Pattern.compile("(?m)^([A-Z][A-Za-z]+)\\(.*\\) ==").matcher(spec);
                defined.find(); ) {
            if (Disjuncts.definition(spec, defined.group(1)).contains("' = ")) {
                actions.add(defined.group(1));
            }
        }
        Set<String> used = new TreeSet<>();
        String arms = step.substring(0, step.indexOf("(* What becomes of the messages"));
        for (Matcher call = Pattern.compile("\\b([A-Z][A-Za-z]+)\\(").matcher(arms); call.find(); ) {
            if (actions.contains(call.group(1))) {
                used.add(call.group(1));
            }
        }
        assertThat(used).hasSizeGreaterThan(10).allMatch(action -> Disjuncts.has(spec, action));
        // Nothing else of the spec's is changed there: of what comes after a step, only the members are looked at.
        assertThat(arms.replace("conf'[n].voters = e.newconf", "")).doesNotContainPattern("[a-z]' *[=\\[]");
        assertThat(Traces.ETCD_RAFT.vocabulary().events().keySet())
                .allMatch(event -> arms.contains("e.ev = \"" + event + "\" -> "));
    }
}
