package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a thousand corruptions at random, those that leave a behaviour of the spec: each for a reason that is known. */
class LegalCorruptionsTest {
    private static final int CORRUPTIONS = 500;

    /** These change nothing; what they say is as true a little earlier or later, and twice. */
    private static final Set<String> TELLING =
            Set.of("AppendSend", "AppendAck", "VoteResponse", "ReadIndex", "SnapshotSend", "MembershipApply");
    /** Taken once more, these leave everything as it is. */
    private static final Set<String> REPEATABLE =
            Set.of("AppendReceive", "Heartbeat", "PreVoteRequest", "VoteRequest", "TransferSend", "Restart", "Persist");
    /** Without these the next step comes to the same, or nothing of them is asked for any more. */
    private static final Set<String> DISPENSABLE =
            Set.of("Apply", "Compact", "PreVoteRequest", "Restart", "StepDown", "Write");
    /** Fields in which another value may be as true. */
    private static final Set<String> LOOSE = Set.of(
            "AppendAck.from",
            "AppendAck.match",
            "AppendReceive.previous",
            "AppendSend.to",
            "AppendSend.previous",
            "AppendSend.count",
            "Heartbeat.commit",
            "Persist.index");

    /** Why what was made of a trace is a behaviour again. */
    private enum Reason {
        /** An event that changes nothing is missing, is there twice, or stands beside its place. */
        TELLS_ONLY,
        /** A step that was taken already is taken again: messages come twice, and processes crash twice. */
        AGAIN,
        /** Two steps of different nodes, neither of which needs the other, come the other way round. */
        APART,
        /** Another value is as true: somebody else has the entry, too, or has told of more. */
        AS_TRUE,
        /** What is missing is done by the next step as well, or is asked for by none. */
        NOT_MISSED
    }

    private static Optional<Reason> reason(Corruption one, List<TraceEvent> events) {
        TraceEvent there = events.get((one.kind() == Corruption.Kind.DOUBLE ? one.at() - 1 : one.at()) - 1);
        String name = there.name();
        return switch (one.kind()) {
            case DOUBLE -> tells(there, Reason.TELLS_ONLY).or(() -> in(REPEATABLE, name, Reason.AGAIN));
            case DROP -> tells(there, Reason.TELLS_ONLY).or(() -> in(DISPENSABLE, name, Reason.NOT_MISSED));
            case CHANGE -> in(LOOSE, name + "." + changed(there, one.event()), Reason.AS_TRUE);
            case SWAP -> {
                TraceEvent next = events.get(one.at());
                yield tells(there, Reason.TELLS_ONLY)
                        .or(() -> tells(next, Reason.TELLS_ONLY))
                        .or(() -> there.node().equals(next.node())
                                ? in(REPEATABLE, name, Reason.AGAIN).or(() -> in(REPEATABLE, next.name(), Reason.AGAIN))
                                : Optional.of(Reason.APART));
            }
        };
    }

    private static Optional<Reason> tells(TraceEvent event, Reason reason) {
        boolean refusal = Set.of("PreVoteRequest", "VoteRequest").contains(event.name())
                && event.arguments().getLast().equals(false);
        return TELLING.contains(event.name()) || refusal ? Optional.of(reason) : Optional.empty();
    }

    private static Optional<Reason> in(Set<String> names, String name, Reason reason) {
        return names.contains(name) ? Optional.of(reason) : Optional.empty();
    }

    private static String changed(TraceEvent before, TraceEvent after) {
        List<TraceVocabulary.Field> fields = Traces.RAFT.vocabulary().events().get(before.name());
        for (int i = 0; i < fields.size(); i++) {
            if (!before.arguments().get(i).equals(after.arguments().get(i))) {
                return fields.get(i).name();
            }
        }
        return "s";
    }

    @ParameterizedTest
    @CsvSource({Traces.ELECTIONS + ", 127", Traces.SNAPSHOTS + ", 134"})
    void each_that_is_legal_to_the_end_is_so_for_a_known_reason(String trace, int legal) throws IOException {
        List<String> lines = Traces.lines(trace);
        List<TraceEvent> events = Traces.events(Traces.RAFT, lines);
        Cast cast = Traces.cast(lines);
        Random random = new Random(20261201);
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        try (EventJudge judge = EventJudge.open(Traces.RAFT, cast)) {
            for (int i = 0; i < CORRUPTIONS; i++) {
                Corruption one = Corruption.draw(random, Traces.RAFT.vocabulary(), events, cast);
                List<TraceEvent> bad = one.of(events, events.size());
                if (judge.explained(bad) == bad.size()) {
                    Optional<Reason> reason = reason(one, events);
                    assertThat(reason).as("%s of %s", one, trace).isPresent();
                    reasons.merge(reason.get(), 1, Integer::sum);
                }
            }
        }
        assertThat(reasons.values().stream().mapToInt(count -> count).sum())
                .as("%s", reasons)
                .isEqualTo(legal);
    }
}
