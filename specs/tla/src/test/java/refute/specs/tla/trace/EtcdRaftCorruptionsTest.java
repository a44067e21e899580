package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of corruptions at random of a trace of go.etcd.io/raft, those that leave a behaviour of the spec: each for a reason that is known. */
class EtcdRaftCorruptionsTest {
    private static final int CORRUPTIONS = Integer.getInteger("refute.trace.corruptions", 500);
    private static final int LEGAL = 144;
    /** Another trace than ours, such as the one that the library's authors have published. */
    private static final String FILE = System.getProperty("refute.raft-trace.file", "");

    /** Why what was made of a trace is a behaviour again. */
    private enum Reason {
        /** A Ready is missing, and the next one does its work; or there is one more, with nothing to do. */
        READY,
        /** A message is sent once more, and the second one is lost. */
        SENT_AGAIN,
        /** A message that was to arrive is lost; or one that was sent twice arrives twice. */
        LOST_OR_AGAIN,
        /** Two events of different nodes, or two of one node, neither of which needs the other, come the other way round. */
        APART,
        /** A wish to lead, of which no event tells. */
        WISH,
        /** A message of an older term: it changes nothing, and so whether it was sent is not asked. */
        OLD_TERM,
        /** A commit that commits nothing, after an acknowledgement that said nothing new. */
        NOTHING_NEW,
        /** The trace ends before anything would tell of it. */
        END,
        /** A start is told as it was, once more: the process crashed at once. */
        CRASHED_AGAIN
    }

    private static Optional<Reason> reason(Corruption one, List<TraceEvent> events) {
        TraceEvent there = events.get((one.kind() == Corruption.Kind.DOUBLE ? one.at() - 1 : one.at()) - 1);
        String name = there.name();
        return switch (one.kind()) {
            case DROP ->
                name.equals("Ready")
                        ? Optional.of(Reason.READY)
                        : name.startsWith("Receive")
                                ? Optional.of(Reason.LOST_OR_AGAIN)
                                : name.equals("Commit") ? Optional.of(Reason.NOTHING_NEW) : lostOnItsWay(name);
            case DOUBLE ->
                switch (name) {
                    case "Ready" -> Optional.of(Reason.READY);
                    case "SendAppendEntriesRequest" -> Optional.of(Reason.SENT_AGAIN);
                    case "ReceiveAppendEntriesResponse" -> Optional.of(Reason.LOST_OR_AGAIN);
                    case "InitState", "BecomeFollower" -> Optional.of(Reason.CRASHED_AGAIN);
                    default -> ofOldTerm(there);
                };
            case SWAP -> apart(there, events.get(one.at()));
            case CHANGE -> changed(there, one.event());
        };
    }

    private static Optional<Reason> apart(TraceEvent one, TraceEvent next) {
        boolean areFree = Stream.of(one, next)
                .allMatch(event -> event.name().equals("Ready")
                        || event.name().startsWith("Send")
                        || event.name().startsWith("Receive"));
        return areFree || !one.node().equals(next.node()) ? Optional.of(Reason.APART) : Optional.empty();
    }

    /** What was to be sent, was not, and nobody misses it. */
    private static Optional<Reason> lostOnItsWay(String name) {
        return name.equals("SendAppendEntriesRequest") || name.equals("SendRequestVoteRequest")
                ? Optional.of(Reason.LOST_OR_AGAIN)
                : Optional.empty();
    }

    private static Optional<Reason> changed(TraceEvent before, TraceEvent after) {
        if (after.state().contains("StatePreCandidate")) {
            return Optional.of(Reason.WISH);
        }
        return ofOldTerm(after);
    }

    /** The last event of a node, or a change of membership that nobody applies. */
    private static Optional<Reason> untold(Corruption one, List<TraceEvent> events) {
        TraceEvent there = events.get(one.at() - 1);
        boolean isLast = events.subList(one.at(), events.size()).stream()
                .noneMatch(later -> later.node().equals(there.node()));
        boolean isApplied = events.subList(one.at(), events.size()).stream()
                .anyMatch(later ->
                        later.name().equals("ApplyConfChange") && later.node().equals(there.node()));
        return isLast || (there.name().equals("ChangeConf") && !isApplied) ? Optional.of(Reason.END) : Optional.empty();
    }

    private static Optional<Reason> ofOldTerm(TraceEvent event) {
        int term = Traces.ETCD_RAFT.vocabulary().events().get(event.name()).stream()
                .map(TraceVocabulary.Field::name)
                .toList()
                .indexOf("term");
        // The node's own term is the first that its state says.
        return term >= 0
                        && (Integer) event.arguments().get(term)
                                < (Integer) event.state().getFirst()
                ? Optional.of(Reason.OLD_TERM)
                : Optional.empty();
    }

    @Test
    void each_that_is_legal_to_the_end_is_so_for_a_known_reason() throws IOException {
        List<String> lines = FILE.isEmpty() ? Traces.lines(Traces.LIBRARY) : Files.readAllLines(Path.of(FILE));
        List<TraceEvent> events = Traces.events(Traces.ETCD_RAFT, lines);
        Cast cast = Traces.cast(Traces.ETCD_RAFT, lines);
        Random random = new Random(20261201);
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        Map<Corruption.Kind, Integer> legal = new EnumMap<>(Corruption.Kind.class);
        Map<Corruption.Kind, Integer> all = new EnumMap<>(Corruption.Kind.class);
        List<Corruption> unknown = new ArrayList<>();
        try (EventJudge judge = EventJudge.open(Traces.ETCD_RAFT, cast)) {
            for (int i = 0; i < CORRUPTIONS; i++) {
                Corruption one = Corruption.draw(random, Traces.ETCD_RAFT.vocabulary(), events, cast);
                List<TraceEvent> bad = one.of(events, events.size());
                boolean changes = !bad.equals(events);
                all.merge(one.kind(), changes ? 1 : 0, Integer::sum);
                if (changes && judge.explained(bad) == bad.size()) {
                    Optional<Reason> reason = reason(one, events).or(() -> untold(one, events));
                    reason.ifPresentOrElse(why -> reasons.merge(why, 1, Integer::sum), () -> unknown.add(one));
                    legal.merge(one.kind(), 1, Integer::sum);
                }
            }
        }
        String told = "legal: %s of %s, %s".formatted(legal, all, reasons);
        assertThat(unknown).as(told).isEmpty();
        if (!FILE.isEmpty()) {
            System.out.println(told);
        } else {
            assertThat(reasons.values().stream().mapToInt(count -> count).sum())
                    .as(told)
                    .isEqualTo(LEGAL);
        }
    }
}
