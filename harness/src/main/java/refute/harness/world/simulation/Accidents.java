package refute.harness.world.simulation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import refute.harness.system.NodeId;

/**
 * Asked at each occasion whether a hazard comes true there: by chance, or by a list. Owned by the simulation's thread.
 *
 * <p>Chance is drawn from in any case, so that its streams stand where they would without a list: a list of all accidents of a run
 * gives that run again.
 */
final class Accidents {
    /** Nodes are numbered to seven, and 0 is the clients' side. */
    private static final int SIDES = 8;

    private static final int PLACES = Accident.What.values().length * SIDES * SIDES;

    private final Timeline timeline;
    private final Luck luck;
    private final boolean plain;
    private final @Nullable Deque<Accident>[] waiting;
    private final long[] seenNanos = new long[PLACES];
    private final int[] seen = new int[PLACES];
    private @Nullable Accident last;

    Accidents(Timeline timeline, Luck luck) {
        this.timeline = timeline;
        this.luck = luck;
        this.plain = luck instanceof Luck.Drawn;
        this.waiting = queues(luck);
        Arrays.fill(seenNanos, -1);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java makes no array of a generic type.
    private static @Nullable Deque<Accident>[] queues(Luck luck) {
        @Nullable Deque<Accident>[] queues = new Deque[PLACES];
        if (luck instanceof Luck.Given given) {
            given.accidents().stream()
                    .sorted(Comparator.comparingLong(Accident::atNanos).thenComparingInt(Accident::nth))
                    .forEach(accident -> {
                        int place = place(accident.what(), accident.at(), accident.to());
                        Deque<Accident> queue = queues[place];
                        if (queue == null) {
                            queue = new ArrayDeque<>();
                            queues[place] = queue;
                        }
                        queue.add(accident);
                    });
        }
        return queues;
    }

    private static int place(Accident.What what, NodeId at, NodeId to) {
        return (what.number * SIDES + at.number()) * SIDES + to.number();
    }

    /** Whether a list says what happens. */
    boolean areGiven() {
        return luck instanceof Luck.Given;
    }

    /** Whether this happens here and now, as it does in so many of a million cases if chance decides; never if in none. */
    boolean strikes(Accident.What what, NodeId at, NodeId to, Chance chance, int cases) {
        boolean drawn = chance.inMillion(cases);
        if (plain || cases <= 0) {
            return drawn;
        }
        tellLast();
        int place = place(what, at, to);
        int nth = occasion(place);
        if (luck instanceof Luck.Given) {
            return isDue(waiting[place], nth);
        }
        if (drawn) {
            last = new Accident(what, at, to, timeline.nowNanos(), nth, 0, 0);
        }
        return drawn;
    }

    /** By how much that which has just struck does so; what chance says, if it decides. */
    long amount(long drawn) {
        Accident struck = last;
        if (struck == null) {
            return drawn;
        }
        if (luck instanceof Luck.Given) {
            return struck.amount();
        }
        last = struck.by(drawn);
        return drawn;
    }

    /** How long that which has just struck goes on; what chance says, if it decides. */
    long lasts(long drawn) {
        Accident struck = last;
        if (struck == null) {
            return drawn;
        }
        if (luck instanceof Luck.Given) {
            return struck.lastsNanos();
        }
        last = struck.lasting(drawn);
        return drawn;
    }

    /** A clock jumps by chance; told at once. */
    void jumped(NodeId node, long nanos) {
        if (luck instanceof Luck.Told told) {
            told.listener()
                    .accept(new Accident(Accident.What.CLOCK_JUMPED, node, node, timeline.nowNanos(), 0, nanos, 0));
        }
    }

    /** The jumps of clocks that are given; null if chance decides. */
    @Nullable
    List<Accident> jumps() {
        return luck instanceof Luck.Given given
                ? given.accidents().stream()
                        .filter(accident -> accident.what() == Accident.What.CLOCK_JUMPED)
                        .toList()
                : null;
    }

    /** Nothing more happens: what has not been told yet is. */
    void end() {
        tellLast();
    }

    /** The number of this occasion among those of its sort at this time. */
    private int occasion(int place) {
        long now = timeline.nowNanos();
        seen[place] = seenNanos[place] == now ? seen[place] + 1 : 0;
        seenNanos[place] = now;
        return seen[place];
    }

    private boolean isDue(@Nullable Deque<Accident> queue, int nth) {
        Accident next = queue == null ? null : queue.peek();
        long now = timeline.nowNanos();
        if (queue == null || next == null || next.atNanos() > now || (next.atNanos() == now && next.nth() > nth)) {
            return false;
        }
        last = queue.remove();
        return true;
    }

    private void tellLast() {
        Accident struck = last;
        last = null;
        if (struck != null && luck instanceof Luck.Told told) {
            told.listener().accept(struck);
        }
    }

    /** Those of one node. */
    Local on(NodeId node) {
        return new Local(node);
    }

    /** The accidents of one node's own. */
    final class Local {
        private final NodeId node;

        private Local(NodeId node) {
            this.node = node;
        }

        boolean strikes(Accident.What what, Chance chance, int cases) {
            return Accidents.this.strikes(what, node, node, chance, cases);
        }

        long amount(long drawn) {
            return Accidents.this.amount(drawn);
        }
    }
}
