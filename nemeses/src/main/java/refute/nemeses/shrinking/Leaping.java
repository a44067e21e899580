package refute.nemeses.shrinking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
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
    /** Items of a handful. */
    static final int MOST = 12;
    /** One handful of so many may be half of what there is: some mistakes need much to be there before. */
    private static final int LARGE = 4;
    /** The main phase lasts as long as it did, half as long, and so on; short ones are drawn more often, as they are executed sooner. */
    private static final int LENGTHS = 6;
    /** How far apart those are that meet. */
    private static final long[] MEETING_NANOS = {1_000_000L, 10_000_000L, 100_000_000L};

    /** One leap of so many has the seed and the nodes of the whole: in its set-up the mistake was met, and in few others may it be. */
    private static final int SAME_SETUP = 4;

    /** Of so many items one is a fault and two are operations. */
    private static final int KINDS = 6;

    private final Case whole;
    private final Chance chance;
    private final List<Accident.What> sorts;
    private final int workers;

    Leaping(Case whole, Chance chance) {
        this.whole = whole;
        this.chance = chance;
        this.sorts = whole.script().accidents().stream()
                .map(Accident::what)
                .distinct()
                .toList();
        this.workers = 1
                + whole.script().calls().stream()
                        .mapToInt(ListedCall::worker)
                        .max()
                        .orElse(0);
    }

    /** With fewer items than that, which is not 0; half of the time all of them at times of their own, of which half soon after each other. */
    Case smallerThan(int size) {
        int most = chance.nextInt(LARGE) == 0 ? Math.max(MOST, size / 2) : MOST;
        Case drawn = handful(chance.nextInt(Math.min(most, size - 1) + 1));
        boolean sameSetup = chance.nextInt(SAME_SETUP) == 0;
        Case few = sameSetup ? drawn : elsewhere(drawn);
        int halved = LENGTHS - 1 - chance.nextInt(1 + chance.nextInt(LENGTHS));
        long limit = Math.max(1, whole.limitNanos() >> halved);
        Case its = switch (chance.nextInt(4)) {
            case 0, 1 -> few;
            case 2 -> within(few, 0, limit);
            default -> {
                long apart = Math.min(limit, MEETING_NANOS[chance.nextInt(MEETING_NANOS.length)]);
                yield within(few, chance.nextLong(limit - apart + 1), apart);
            }
        };
        return its.until(limit).withSeed(sameSetup ? whole.seed() : chance.nextLong() >>> 33);
    }

    private Case handful(int size) {
        List<PlannedFault> faults = new ArrayList<>();
        List<ListedCall> calls = new ArrayList<>();
        List<Accident> accidents = new ArrayList<>();
        // What happens to one node has more to do with each other than what happens to all.
        Optional<NodeId> only = chance.nextBoolean() ? Optional.of(anyNode()) : Optional.empty();
        List<Accident.What> drawn = chance.nextBoolean() ? sorts : oneOrTwoSorts();
        for (int n = 0; n < size; n++) {
            switch (chance.nextInt(KINDS)) {
                case 0 -> any(whole.faults()).ifPresent(faults::add);
                case 1, 2 -> any(whole.script().calls()).ifPresent(calls::add);
                default -> accident(drawn, only).ifPresent(accidents::add);
            }
        }
        return with(faults.stream(), accidents.stream(), calls.stream());
    }

    private List<Accident.What> oneOrTwoSorts() {
        return Stream.generate(() -> any(sorts))
                .limit(2)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Accident> accident(List<Accident.What> drawn, Optional<NodeId> only) {
        return any(drawn)
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

    /** On any number of nodes, each of which is played by any of them, as is each client at times. */
    private Case elsewhere(Case from) {
        int nodes = 1 + chance.nextInt(from.nodes());
        // The clients' side, 0, stays.
        int[] players = new int[from.nodes() + 1];
        for (int node = 1; node < players.length; node++) {
            players[node] = 1 + chance.nextInt(nodes);
        }
        List<ListedCall> calls = from.script().calls();
        return from.withAccidents(from.script().accidents().stream()
                        .map(one -> one.on(
                                new NodeId(players[one.at().number()]),
                                new NodeId(players[one.to().number()])))
                        .toList())
                .withCalls(
                        chance.nextBoolean()
                                ? calls
                                : calls.stream().map(this::byAnother).toList())
                .withNodes(nodes);
    }

    private ListedCall byAnother(ListedCall call) {
        return new ListedCall(call.atNanos(), chance.nextInt(workers), call.call());
    }

    /** At times of their own, from that on, none of them later than so much after it. */
    private Case within(Case few, long first, long apart) {
        LongUnaryOperator anyTime = unused -> first + chance.nextLong(apart);
        return few.faultsAt(anyTime).accidentsAt(anyTime).callsAt(anyTime);
    }
}
