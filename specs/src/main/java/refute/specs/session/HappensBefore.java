package refute.specs.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import refute.specs.session.Observations.Node;

/**
 * What must come before what in every order that keeps the sessions' order and lets each read see the last write before it.
 *
 * <p>It begins with the sessions and with each write before its readers. Two rules add to it, for a read r of the write w and another write w' of
 * the same register: if w' comes before r, it comes before w (or r would see it: <em>overwritten</em>); if w comes before w', so does r
 * (<em>unread</em>). One round of the first rule, whose conclusions are premises of nothing, is causal convergence (Bouajjani et al. 2017, section 3.3:
 * the bad patterns CyclicCO, WriteCOInitRead and CyclicCF). Both, until nothing is new, are necessary for sequential consistency.
 *
 * <p>"Before" is answered by a vector clock for each operation, and of each session only the nearest write needs to be looked at: the
 * others follow. A round takes operations times sessions, in time and in memory. Owned by one thread.
 */
final class HappensBefore {
    static final int SESSION = 1 << 8;
    static final int READS_FROM = 1 << 9;
    /** Initial values come before everything. */
    static final int START = 1 << 10;

    static final int OVERWRITTEN = 1 << 11;
    static final int UNREAD = 1 << 12;
    static final int ALL = SESSION | READS_FROM | START | OVERWRITTEN | UNREAD;

    private final Observations observations;
    private final Registers registers;
    private final Orders orders;
    private final int width;
    private final BooleanSupplier spent;
    private int[] clocks = new int[0];
    private int known;

    /** With what is known at first; {@code empty} is of {@link #things}. */
    HappensBefore(Observations observations, Orders empty, BooleanSupplier spent) {
        this.observations = observations;
        this.registers = new Registers(observations);
        this.width = observations.sessions().size();
        this.spent = spent;
        this.orders = empty;
        int root = things(observations) - 1;
        for (int register = 0; register < observations.registers(); register++) {
            orders.add(observations.initial(register), root, START, root, root);
        }
        for (int[] session : observations.sessions()) {
            orders.add(root, session[0], START, root, root);
            for (int i = 1; i < session.length; i++) {
                orders.add(session[i - 1], session[i], SESSION, session[i - 1], session[i]);
            }
        }
        for (int number = 0; number < observations.size(); number++) {
            int source = observations.node(number).source();
            if (source != Observations.NONE && observations.isOperation(source)) {
                orders.add(source, number, READS_FROM, source, number);
            }
        }
    }

    /** Operations, initial values, and what lies between. */
    static int things(Observations observations) {
        return observations.size() + observations.registers() + 1;
    }

    /** What one round holds in memory. */
    static long bytes(Observations observations) {
        return 4L * observations.size() * observations.sessions().size();
    }

    Orders orders() {
        return orders;
    }

    /** A short cycle among what is known so far; empty if there is none. */
    List<Integer> cycle() {
        return orders.cycle(ALL);
    }

    /** Applies the first rule, or both, once. Whether anything was new. What is known must have no cycle. */
    boolean derive(boolean both) {
        tellTime();
        known = orders.size();
        for (int number = 0; number < observations.size() && !spent.getAsBoolean(); number++) {
            Node node = observations.node(number);
            if (node.reads()) {
                overwritten(number, node);
            }
            if (both && node.writes()) {
                unread(number, node);
            }
        }
        if (both) {
            unreadBeginnings();
        }
        return orders.size() > known;
    }

    private void overwritten(int reader, Node node) {
        for (Registers.Writes writes : registers.writes(node.register())) {
            int write = writes.lastUpTo(seen(reader, writes.session()));
            if (write != Observations.NONE && write != node.source() && !isBefore(write, node.source())) {
                orders.add(write, node.source(), OVERWRITTEN, reader, reader);
            }
        }
    }

    private void unread(int write, Node node) {
        for (Registers.Writes writes : registers.writes(node.register())) {
            int earlier = writes.lastUpTo(seen(write, writes.session()));
            if (earlier != Observations.NONE) {
                unread(earlier, write);
            }
        }
    }

    private void unread(int source, int write) {
        for (int reader : registers.lastReaders(source)) {
            if (reader != write && !isBefore(reader, write)) {
                orders.add(reader, write, UNREAD, source, source);
            }
        }
    }

    private void unreadBeginnings() {
        for (int register = 0; register < observations.registers(); register++) {
            for (Registers.Writes writes : registers.writes(register)) {
                unread(observations.initial(register), writes.first());
            }
        }
    }

    /** Up to which place in a session operations come before this one, itself not counted. */
    private int seen(int number, int session) {
        int place = clocks[number * width + session];
        return observations.node(number).session() == session ? place - 1 : place;
    }

    private boolean isBefore(int earlier, int later) {
        if (!observations.isOperation(later)) {
            return false;
        }
        Node node = observations.node(earlier);
        return clocks[later * width + node.session()] >= node.place();
    }

    private void tellTime() {
        clocks = new int[observations.size() * width];
        for (int number : orders.sorted(ALL)) {
            if (!observations.isOperation(number)) {
                continue;
            }
            Node node = observations.node(number);
            clocks[number * width + node.session()] = node.place();
            for (int edge : orders.leaving(number)) {
                advance(orders.later(edge), number);
            }
        }
    }

    private void advance(int later, int earlier) {
        if (observations.isOperation(later)) {
            for (int session = 0; session < width; session++) {
                clocks[later * width + session] =
                        Math.max(clocks[later * width + session], clocks[earlier * width + session]);
            }
        }
    }

    /** The operations by which one can follow why every edge of the cycle is there. */
    Set<Integer> proof(List<Integer> cycle) {
        Set<Integer> operations = new TreeSet<>();
        Set<Integer> done = new TreeSet<>();
        List<Integer> left = new ArrayList<>(cycle);
        while (!left.isEmpty()) {
            int edge = left.removeLast();
            if (!done.add(edge)) {
                continue;
            }
            for (int number : List.of(orders.earlier(edge), orders.later(edge), orders.first(edge))) {
                if (observations.isOperation(number)) {
                    operations.add(number);
                }
            }
            if (orders.label(edge) == OVERWRITTEN) {
                left.addAll(orders.path(orders.earlier(edge), orders.first(edge), ALL, edge));
            } else if (orders.label(edge) == UNREAD && observations.isOperation(orders.first(edge))) {
                left.addAll(orders.path(orders.first(edge), orders.later(edge), ALL, edge));
            }
        }
        return operations;
    }
}
