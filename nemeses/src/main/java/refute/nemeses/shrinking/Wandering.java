package refute.nemeses.shrinking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import refute.harness.run.Script;
import refute.harness.world.simulation.Chance;

/**
 * Tries cases at random, from the smallest so far, most of them with other draws of what still follows from the seed: when nodes call an election, how
 * the system is set up. For simulation, where a try takes milliseconds. Owned by one thread.
 *
 * <p>At the beginning {@link #halve} looks for any smaller run that fails so: the interleaving that one large run has met is rarely the simplest, and to leave
 * out its items one by one destroys it before it becomes simple; {@link #leap} tries a few items at once for that. At the end {@link #run} leaves out
 * several items where none can go alone.
 */
final class Wandering {
    /** After so many tries in a row that did not fail, smaller cases are taken for too rare to be met. */
    private static final int VAIN_MAX = 600;
    /**
     * The same for cases of half the size; for those that are less than half smaller, fewer. A case with tens of thousands of items (a storm of messages)
     * takes a hundred times as long as others, and has lists from which most goes at once: there chance is tried less.
     */
    private static final int HALVES_MAX = 200;

    private static final int HALVES_MIN = 20;
    private static final int HALVES_ITEMS = 300_000;

    private static final int SMALLEST_PART = 16;
    private static final int SETTLED_AFTER = 150;

    /** A leap that comes down nowhere takes a millisecond. */
    private static final int LEAPS_MAX = 300;

    /** One smaller case of so many goes on for longer. */
    private static final int SLOWED = 6;
    /** While a case is wandered from, one try of so many is a leap; of one that is large, as little is to be gained beside it, one of two. */
    private static final int LEAPT = 4;

    private static final int LEAPT_OF_LARGE = 2;

    private static final int FEW = 3;
    private static final long[] SHIFTS_NANOS = {1_000_000L, 10_000_000L, 100_000_000L};

    private final Descent descent;
    private final Leaping leaping;
    private final Attempts attempts;
    private final Chance chance;
    private final long longestNanos;

    Wandering(Descent descent, Attempts attempts, Chance chance) {
        this.descent = descent;
        this.leaping = new Leaping(descent.best(), chance);
        this.attempts = attempts;
        this.chance = chance;
        this.longestNanos = descent.best().limitNanos();
    }

    /** Jumps to a handful of items, until none is met any more. */
    void leap() throws InterruptedException {
        int vain = 0;
        while (vain < LEAPS_MAX && descent.best().size() > 0 && attempts.goOn()) {
            vain = descent.attempt(leaping.smallerThan(descent.best().size())) ? 0 : vain + 1;
        }
    }

    /** As long as a case of about half the size is met; then less is left out at once. */
    void halve() throws InterruptedException {
        for (int part = 2; part <= SMALLEST_PART; part *= 2) {
            int vain = 0;
            while (vain < halves() / part && descent.best().size() >= part && attempts.goOn()) {
                Case candidate = without(descent.best(), part);
                vain = isSmaller(candidate, descent.best()) && descent.attempt(candidate) ? 0 : vain + 1;
            }
        }
    }

    /** Where nothing is left out, another seed or other times alone would go on for ever. */
    private static boolean isSmaller(Case one, Case other) {
        return one.size() < other.size() || one.limitNanos() < other.limitNanos();
    }

    private int halves() {
        return Math.clamp(HALVES_ITEMS / Math.max(1, descent.best().size()), HALVES_MIN, HALVES_MAX);
    }

    /** Without one part of so many: of the time, a list, or the items of all lists. */
    private Case without(Case from, int part) {
        Case smaller = switch (chance.nextInt(3)) {
            case 0 -> from.until(Math.max(1, from.limitNanos() - from.limitNanos() / part));
            case 1 -> withoutAll(from, 1 + chance.nextInt(7));
            default -> thinned(from, at -> chance.nextInt(part) > 0);
        };
        return reseeded(smaller);
    }

    /** As it is, under another seed, or under the same at times that are a little different: what is rare needs its set-up. */
    private Case reseeded(Case from) {
        return switch (chance.nextInt(4)) {
            case 0 -> from;
            case 1 -> from.withSeed(chance.nextLong() >>> 33);
            case 2 -> shifted(from, shift());
            default -> shifted(from.withSeed(chance.nextLong() >>> 33), shift());
        };
    }

    private long shift() {
        return SHIFTS_NANOS[chance.nextInt(SHIFTS_NANOS.length)];
    }

    /** Some of faults, accidents and operations at other times. */
    private Case shifted(Case from, long most) {
        int which = 1 + chance.nextInt(7);
        LongUnaryOperator times = nanos -> shifted(nanos, most);
        Case its = (which & 1) == 0 ? from : from.callsAt(times);
        its = (which & 2) == 0 ? its : its.accidentsAt(times);
        return (which & 4) == 0 ? its : its.faultsAt(times);
    }

    private long shifted(long nanos, long most) {
        return Math.max(0, nanos + chance.nextLong(2 * most + 1) - most);
    }

    /** Until nothing smaller is met; whether it came there. */
    boolean run() throws InterruptedException {
        int vain = 0;
        boolean settled = true;
        while (vain < VAIN_MAX && descent.best().size() > 0 && attempts.goOn()) {
            int before = descent.best().size();
            int leapt = before > Leaping.MOST ? LEAPT_OF_LARGE : LEAPT;
            Case candidate = chance.nextInt(leapt) == 0 ? leaping.smallerThan(before) : neighbour(descent.best());
            // One that is as large, under another seed or at other times, has other neighbours.
            if (candidate.size() <= before
                    && descent.attempt(candidate)
                    && descent.best().size() < before) {
                vain = 0;
                settled = false;
            } else if (++vain >= SETTLED_AFTER && !settled) {
                // One by one takes many tries: not before chance does no better.
                descent.run();
                settled = true;
            }
        }
        return attempts.goOn();
    }

    private Case neighbour(Case from) {
        int size = from.size();
        Case smaller = switch (chance.nextInt(5)) {
            case 0 -> withoutAll(from, 1 + chance.nextInt(7));
            case 1 -> thinned(from, at -> chance.nextInt(4) > 0);
            case 2 -> thinned(from, at -> chance.nextInt(size) >= FEW);
            case 3 -> from;
            default -> {
                int gone = chance.nextInt(size);
                yield thinned(from, at -> at != gone);
            }
        };
        Case onNodes = from.nodes() > 1 && chance.nextInt(4) == 0
                ? smaller.withNodes(1 + chance.nextInt(from.nodes()))
                : smaller;
        return reseeded(chance.nextInt(SLOWED) == 0 ? slowed(onNodes) : onNodes);
    }

    /** Everything later, and for longer, by up to four times: what the system does by itself then may stand for operations. */
    private Case slowed(Case from) {
        long limit = Math.min(longestNanos, from.limitNanos() + chance.nextLong(1 + 3 * from.limitNanos()));
        double by = (double) limit / from.limitNanos();
        LongUnaryOperator times = nanos -> (long) (nanos * by);
        return from.lasting(limit).faultsAt(times).accidentsAt(times).callsAt(times);
    }

    /** @param lists which: 1 the faults, 2 the accidents, 4 the operations */
    private static Case withoutAll(Case from, int lists) {
        Script script = from.script();
        Case left = (lists & 1) == 0 ? from : from.with(List.of());
        left = (lists & 2) == 0 ? left : left.withAccidents(List.of());
        return (lists & 4) == 0 || script.calls().isEmpty() ? left : left.withCalls(List.of());
    }

    /** Keeps what this says of the items of all lists, numbered one after another. */
    private static Case thinned(Case from, IntPredicate kept) {
        int faults = from.faults().size();
        int accidents = from.script().accidents().size();
        return from.with(some(from.faults(), 0, kept))
                .withAccidents(some(from.script().accidents(), faults, kept))
                .withCalls(some(from.script().calls(), faults + accidents, kept));
    }

    private static <T> List<T> some(List<T> items, int first, IntPredicate kept) {
        List<T> some = new ArrayList<>();
        for (int at = 0; at < items.size(); at++) {
            if (kept.test(first + at)) {
                some.add(items.get(at));
            }
        }
        return some;
    }
}
