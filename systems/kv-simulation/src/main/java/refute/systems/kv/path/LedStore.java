package refute.systems.kv.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import refute.harness.path.PathFollower;
import refute.harness.path.PathOutcome;
import refute.harness.path.SpecPath;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Entry;
import refute.kv.raft.Members;
import refute.kv.raft.NodeStatus;
import refute.kv.trace.TraceMemory;
import refute.systems.kv.simulation.Recorded;

/** Leads the store along behaviours of Raft, with the bugs that are switched on in it. */
public final class LedStore implements PathFollower {
    /** The spec whose behaviours it knows. */
    public static final String SPEC = "Raft";

    private static final long STEP_NANOS = 1_000_000L;

    private final Mutants mutants;

    public LedStore(Mutants mutants) {
        this.mutants = mutants;
    }

    @Override
    public PathOutcome follow(SpecPath path) {
        long[] step = new long[1];
        SequencedMap<String, Long> figures = new LinkedHashMap<>();
        TraceMemory recorded = new TraceMemory(() -> step[0] * STEP_NANOS);
        PathState first = new PathState(path.steps().getFirst().state());
        Pool pool = new Pool();
        SequencedMap<String, LedNode> nodes = new LinkedHashMap<>();
        int[] numbers = first.nodes().stream().mapToInt(LedStore::number).toArray();
        for (String name : first.nodes()) {
            nodes.put(
                    name,
                    new LedNode(
                            refute.kv.NodeId.of(number(name)), Members.voters(numbers), mutants, recorded, pool::add));
        }
        Leading leading = new Leading(nodes, pool, figures, mutants);
        Optional<String> divergence = follow(path, leading, nodes, step);
        return new PathOutcome(
                (int) step[0],
                divergence,
                figures,
                Recorded.trace(SPEC, "the trace of the path", recorded).withOrigin(0));
    }

    /** What was otherwise, if anything was; counts the steps that were followed. */
    private static Optional<String> follow(
            SpecPath path, Leading leading, SequencedMap<String, LedNode> nodes, long[] followed) {
        boolean prompt = path.steps().stream().noneMatch(step -> step.action().equals("Write"));
        PathState before = new PathState(path.steps().getFirst().state());
        for (SpecPath.Step step : path.steps().subList(1, path.steps().size())) {
            PathState after = new PathState(step.state());
            Optional<String> difference;
            try {
                leading.take(step.action(), before, after);
                if (prompt) {
                    leading.endAllWrites();
                }
                leading.remember();
                difference = difference(after, nodes);
            } catch (Leading.Stuck stuck) {
                difference = Optional.of(String.valueOf(stuck.getMessage()));
            } catch (RuntimeException e) {
                // What the store throws is what it does.
                difference = Optional.of("the store failed: " + e);
            }
            if (difference.isPresent()) {
                return Optional.of("step " + step.number() + ", " + step.action() + ": " + difference.get());
            }
            followed[0]++;
            before = after;
        }
        return Optional.empty();
    }

    private static Optional<String> difference(PathState spec, SequencedMap<String, LedNode> nodes) {
        for (var entry : nodes.entrySet()) {
            String name = entry.getKey();
            LedNode node = entry.getValue();
            NodeStatus status = node.status();
            String vote = spec.text("vote", name);
            Optional<String> difference = different(name, "term", spec.number("term", name), status.term())
                    .or(() -> different(name, "vote", vote.equals("nobody") ? "" : vote, node.vote()))
                    .or(() -> different(name, "role", spec.text("role", name), role(status)))
                    .or(() -> different(name, "log", expected(spec, name), places(node.log())))
                    .or(() -> different(
                            name,
                            "commit",
                            spec.number("commit", name),
                            status.log().commit()));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** The log of the spec; a new leader of the store has proposed by then what that of the spec is about to propose. */
    private static List<PathState.Place> expected(PathState spec, String name) {
        List<PathState.Place> log = new ArrayList<>(spec.log(name));
        long term = spec.number("term", name);
        boolean isNew = spec.text("role", name).equals("leader")
                && (log.isEmpty() || log.getLast().term() != term);
        if (isNew) {
            log.add(new PathState.Place(term, Set.of()));
        }
        return log;
    }

    private static Optional<String> different(String node, String what, Object spec, Object store) {
        return spec.equals(store)
                ? Optional.empty()
                : Optional.of(what + " of " + node + " is " + spec + " in the spec, and " + store + " in the store");
    }

    /** A log in the words of the spec. */
    static List<PathState.Place> places(List<Entry> log) {
        return log.stream()
                .map(entry -> new PathState.Place(
                        entry.term(),
                        entry.kind() == Entry.Kind.MEMBERS
                                ? new TreeSet<>(Members.decode(entry.payload()).voters().stream()
                                        .map(Object::toString)
                                        .toList())
                                : new TreeSet<>()))
                .toList();
    }

    private static String role(NodeStatus status) {
        return switch (status.role()) {
            case FOLLOWER -> "follower";
            case PRE_CANDIDATE -> "precandidate";
            case CANDIDATE -> "candidate";
            case LEADER -> "leader";
        };
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }
}
