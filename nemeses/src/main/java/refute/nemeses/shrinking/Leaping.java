package refute.nemeses.shrinking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import refute.harness.fault.PlannedFault;
import refute.harness.generator.ListedCall;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Accident;
import refute.harness.world.simulation.Chance;

/**
 * Draws handfuls of the items of a case, or none, under other seeds: what a system does wrong in many ways it does in simple ones, too, and no
 * way down from a large case that leaves out a little at a time need come by one of them.
 *
 * <p>Two accidents of a hundred that would do are rarely drawn alone. So a handful has up to {@value #MOST} items, of which those who go down
 * from there leave out the rest; sorts of accidents are drawn before accidents, as a run has few crashes and many lost messages; and nodes are
 * played by others, or by fewer, as under another seed another one leads. Owned by one thread.
 */
final class Leaping {
    private static final int MOST = 12;
    /** The main phase lasts one, two, four or eight times as long. */
    private static final long SHORTEST_NANOS = 250_000_000L;

    private static final int LENGTHS = 4;
    /** Of so many items one is a fault and two are operations. */
    private static final int KINDS = 6;

    private final Case whole;
    private final Chance chance;
    private final List<Accident.What> sorts;

    Leaping(Case whole, Chance chance) {
        this.whole = whole;
        this.chance = chance;
        this.sorts = whole.script().accidents().stream()
                .map(Accident::what)
                .distinct()
                .toList();
    }

    /** With fewer items than that, which is not 0; half of the time all of them at times of their own, early. */
    Case smallerThan(int size) {
        Case few = elsewhere(handful(chance.nextInt(Math.min(MOST, size - 1) + 1)));
        long limit = Math.min(whole.limitNanos(), SHORTEST_NANOS << chance.nextInt(LENGTHS));
        Case its = chance.nextBoolean() ? few : within(few, limit);
        return its.until(limit).withSeed(chance.nextLong() >>> 33);
    }

    private Case handful(int size) {
        List<PlannedFault> faults = new ArrayList<>();
        List<ListedCall> calls = new ArrayList<>();
        List<Accident> accidents = new ArrayList<>();
        // What happens to one node has more to do with each other than what happens to all.
        Optional<NodeId> only = chance.nextBoolean() ? Optional.of(anyNode()) : Optional.empty();
        for (int n = 0; n < size; n++) {
            switch (chance.nextInt(KINDS)) {
                case 0 -> any(whole.faults()).ifPresent(faults::add);
                case 1, 2 -> any(whole.script().calls()).ifPresent(calls::add);
                default -> accident(only).ifPresent(accidents::add);
            }
        }
        return with(faults.stream(), accidents.stream(), calls.stream());
    }

    private Optional<Accident> accident(Optional<NodeId> only) {
        return any(sorts)
                .flatMap(sort -> any(whole.script().accidents().stream()
                        .filter(one -> one.what() == sort
                                && (only.isEmpty() || only.get().equals(one.at())))
                        .toList()));
    }

    private NodeId anyNode() {
        return new NodeId(1 + chance.nextInt(whole.nodes()));
    }

    private <T> Optional<T> any(List<T> of) {
        return of.isEmpty() ? Optional.empty() : Optional.of(of.get(chance.nextInt(of.size())));
    }

    /** Each once, in the order of their times. */
    private Case with(Stream<PlannedFault> faults, Stream<Accident> accidents, Stream<ListedCall> calls) {
        return whole.with(faults.distinct()
                        .sorted(Comparator.comparingLong(PlannedFault::startNanos))
                        .toList())
                .withAccidents(accidents
                        .distinct()
                        .sorted(Comparator.comparingLong(Accident::atNanos))
                        .toList())
                .withCalls(calls.distinct()
                        .sorted(Comparator.comparingLong(ListedCall::atNanos))
                        .toList());
    }

    /** On any number of nodes, each of which is played by any of them. */
    private Case elsewhere(Case from) {
        int nodes = 1 + chance.nextInt(from.nodes());
        // The clients' side, 0, stays.
        int[] players = new int[from.nodes() + 1];
        for (int node = 1; node < players.length; node++) {
            players[node] = 1 + chance.nextInt(nodes);
        }
        return from.withAccidents(from.script().accidents().stream()
                        .map(one -> one.on(
                                new NodeId(players[one.at().number()]),
                                new NodeId(players[one.to().number()])))
                        .toList())
                .withNodes(nodes);
    }

    private Case within(Case few, long limit) {
        return with(
                        few.faults().stream()
                                .map(fault -> new PlannedFault(
                                        fault.id(),
                                        fault.nemesis(),
                                        fault.fault(),
                                        chance.nextLong(limit),
                                        fault.durationNanos())),
                        few.script().accidents().stream().map(one -> one.movedTo(chance.nextLong(limit))),
                        few.script().calls().stream()
                                .map(call -> new ListedCall(chance.nextLong(limit), call.worker(), call.call())))
                .withNodes(few.nodes());
    }
}
