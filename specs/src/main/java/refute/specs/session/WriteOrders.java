package refute.specs.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import refute.specs.session.Observations.Node;

/**
 * Decides the four session guarantees: what each says about the order of one register's writes, and whether that runs in a circle.
 *
 * <p>A guarantee, or a set of them, has an order of the writes if and only if what its members say has no cycle: any topological order will
 * do. The initial value comes first. All sets are tried, the small ones first, so a set that is found broken is as small as can be.
 * Time is linear in what is said, which is at worst the square of one session's operations on one register.
 */
final class WriteOrders {
    /** Says that the initial value is first; in every mask. */
    static final int FROM_THE_START = 1 << 30;
    /** More is not kept in memory. */
    private static final int EDGES_MAX = 4_000_000;

    private final Observations observations;
    private final Telling telling;
    private final Orders orders;
    private final BooleanSupplier spent;
    private boolean tooLong;

    private WriteOrders(Observations observations, Orders orders, BooleanSupplier spent) {
        this.observations = observations;
        this.telling = new Telling(observations);
        this.orders = orders;
        this.spent = spent;
    }

    /** The answers about the four; {@code orders} is empty, and of operations and initial values. */
    static Map<Guarantee, Standing> judge(Observations observations, Orders orders, BooleanSupplier spent) {
        WriteOrders order = new WriteOrders(observations, orders, spent);
        order.gather();
        return order.tooLong ? unknown("the history is too long for the budget") : order.conclude();
    }

    static Map<Guarantee, Standing> unknown(String reason) {
        Map<Guarantee, Standing> standings = new EnumMap<>(Guarantee.class);
        for (Guarantee guarantee : Guarantee.values()) {
            if (guarantee.isOfSessions()) {
                standings.put(guarantee, new Standing.Unknown(reason));
            }
        }
        return standings;
    }

    private void gather() {
        for (int number = 0; number < observations.size(); number++) {
            Node node = observations.node(number);
            if (node.writes()) {
                orders.add(observations.initial(node.register()), number, FROM_THE_START, number, number);
            }
        }
        for (int[] session : observations.sessions()) {
            Map<Integer, OneRegister> registers = new HashMap<>();
            for (int number : session) {
                registers
                        .computeIfAbsent(observations.node(number).register(), register -> new OneRegister())
                        .next(number);
                if (orders.size() > EDGES_MAX || spent.getAsBoolean()) {
                    tooLong = true;
                    return;
                }
            }
        }
    }

    private Map<Guarantee, Standing> conclude() {
        Map<Guarantee, Standing> standings = new EnumMap<>(Guarantee.class);
        List<Integer> broken = new ArrayList<>();
        for (int set : setsOfFour()) {
            if (broken.stream().anyMatch(smaller -> (smaller & set) == smaller)) {
                continue;
            }
            if (spent.getAsBoolean()) {
                return unknown("out of time");
            }
            List<Integer> cycle = orders.cycle(set | FROM_THE_START);
            if (!cycle.isEmpty()) {
                broken.add(set);
                Set<Guarantee> together = members(set);
                Standing.Broken standing = new Standing.Broken(together, telling.ofWrites(orders, cycle, together));
                together.forEach(guarantee -> standings.putIfAbsent(guarantee, standing));
            }
        }
        members(Guarantee.FOUR).forEach(guarantee -> standings.putIfAbsent(guarantee, new Standing.Holds()));
        return standings;
    }

    /** Every set of guarantees but the empty one, by size. */
    private static List<Integer> setsOfFour() {
        return IntStream.rangeClosed(1, Guarantee.FOUR)
                .boxed()
                .sorted(Comparator.comparingInt(Integer::bitCount))
                .toList();
    }

    private static Set<Guarantee> members(int set) {
        return Arrays.stream(Guarantee.values())
                .filter(guarantee -> (guarantee.bit() & set) != 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What one session did to one register so far. */
    private final class OneRegister {
        private final List<Integer> written = new ArrayList<>();
        /** By source, a read that saw it. */
        private final SequencedMap<Integer, Integer> seen = new LinkedHashMap<>();
        /** By source that was read, how many of this session's writes are already known to come before it. */
        private final Map<Integer, Integer> toldUpTo = new HashMap<>();

        private int lastRead = Observations.NONE;

        void next(int number) {
            Node node = observations.node(number);
            if (node.reads()) {
                read(number, node.source());
            }
            if (node.writes()) {
                write(number);
            }
        }

        private void read(int number, int source) {
            for (int i = toldUpTo.getOrDefault(source, 0); i < written.size(); i++) {
                if (written.get(i) != source) {
                    orders.add(written.get(i), source, Guarantee.READ_YOUR_WRITES.bit(), written.get(i), number);
                }
            }
            toldUpTo.put(source, written.size());
            if (lastRead != Observations.NONE && observations.node(lastRead).source() != source) {
                orders.add(
                        observations.node(lastRead).source(),
                        source,
                        Guarantee.MONOTONIC_READS.bit(),
                        lastRead,
                        number);
            }
            lastRead = number;
            seen.putIfAbsent(source, number);
        }

        private void write(int number) {
            if (!written.isEmpty()) {
                orders.add(written.getLast(), number, Guarantee.MONOTONIC_WRITES.bit(), written.getLast(), number);
            }
            seen.forEach(
                    (source, read) -> orders.add(source, number, Guarantee.WRITES_FOLLOW_READS.bit(), read, number));
            written.add(number);
        }
    }
}
