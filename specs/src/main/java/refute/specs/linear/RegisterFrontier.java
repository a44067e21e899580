package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frontier search for registers: all ways in which everything so far may have happened, carried from return to return (just-in-time
 * linearization, Lowe 2017, section 5).
 *
 * <p>An operation must have been placed when it returns; only then are open operations placed, in all sequences that end with it. What
 * keeps the number of {@link Configuration}s small:
 *
 * <ul>
 *   <li><em>Slots</em>: see {@link OpenOperations}.
 *   <li><em>Eager reads</em>: an open read whose value is there has seen it; it changes nothing, so sooner is never worse.
 *   <li><em>Hidden writes</em>: a write that nobody looks at may be placed just before any later one, or while its value is there. When
 *       a write is placed, those that are open become hideable instead of being placed in all orders.
 *   <li><em>Useful values only</em>: a write is placed before it must be only if some open operation can look at its value.
 *   <li><em>Earliest first</em>: of open writes of one value the one that returns first is taken; an exchange shows that this is never
 *       worse.
 *   <li><em>Crash classes</em>: see {@link CrashClasses}.
 *   <li><em>Dominance</em>: see {@link ConfigurationSet}.
 * </ul>
 *
 * <p>It can be bounded: with a {@code width} only the most promising configurations are kept, or it is thrifty with crashed operations, and
 * an end without any says nothing; then it can be set back to a snapshot and go on wider. It
 * can be relaxed: with {@code unlimited} crashed operations never run out, and an end with some says nothing. With neither it is exact.
 *
 * <p>Rules that could be wrong are methods of their own, so that tests can break each of them. Owned by one thread; runs once.
 */
class RegisterFrontier {
    /** What came of it. */
    enum End {
        /** There is a way up to where it was asked to go. */
        REACHED,
        STUCK,
        STOPPED,
        /** More operations of one kind are open at once than there are slots. */
        TOO_CONCURRENT
    }

    /** Without bound. */
    static final int EVERYTHING = Integer.MAX_VALUE;

    private static final int STEPS_BETWEEN_CHECKS = 512;
    private static final long BYTES_PER_CONFIGURATION = 120;
    /** A bounded search looks at so many configurations between two returns for each that it keeps. */
    private static final int REACH_PER_WIDTH = 8;

    private static final int[] NOTHING_SPENT = {};

    private final RegisterOperations operations;
    private final CrashClasses crashes;
    private final Allowance allowance;
    private final boolean unlimited;
    private int width;
    private boolean thrifty;
    private int nextEvent;
    private final List<Snapshot> snapshots = new ArrayList<>();

    private final Placements placements = new Placements();
    private ConfigurationSet now = newSet();
    private ConfigurationSet then = newSet();
    private final ConfigurationSet reach = newSet();

    private final OpenOperations open;
    private final int[] crashed;
    private final int[] stampOfValue;
    private int stamp;

    // The return that is being worked on.
    private int goal;
    private byte goalKind;
    private long goalBit;
    private int position;

    private boolean spending;
    private boolean truncated;
    private long steps;
    private long held;
    private @Nullable String stopReason;

    RegisterFrontier(
            RegisterOperations operations,
            CrashClasses crashes,
            int width,
            boolean unlimited,
            boolean thrifty,
            Allowance allowance) {
        this.operations = operations;
        this.crashes = crashes;
        this.width = width;
        this.unlimited = unlimited;
        this.thrifty = thrifty;
        this.allowance = allowance;
        open = new OpenOperations(operations);
        stampOfValue = new int[operations.values()];
        crashed = new int[crashes.count()];
        now.add(new Configuration(operations.initial(), NOTHING_SPENT));
        narrow(width, thrifty);
    }

    ConfigurationSet newSet() {
        return new ConfigurationSet();
    }

    /** The position of the event at which it ended. */
    int position() {
        return position;
    }

    /** The operation whose return was being worked on when it ended. */
    int goal() {
        return goal;
    }

    /** Whether configurations were given up for the width, so that being stuck says nothing. */
    boolean isTruncated() {
        return truncated;
    }

    long steps() {
        return steps;
    }

    /** The slots of open observations that a value was absent. */
    long unequalSlots() {
        return open.unequal();
    }

    String stopReason() {
        return stopReason == null ? "" : stopReason;
    }

    /** To the end of the history. */
    End run() {
        return advance(operations.events().length);
    }

    /** Up to this event, by its number among the events; it stays there, to be called again. */
    End advance(int until) {
        for (; nextEvent < until; nextEvent++) {
            int event = operations.events()[nextEvent];
            if (++steps % STEPS_BETWEEN_CHECKS == 0 && isStopped()) {
                return End.STOPPED;
            }
            int operation = event >> 1;
            if (nextEvent + 1 < until && operations.events()[nextEvent + 1] == event + 1 && isPlaced(operation)) {
                nextEvent++;
            } else if ((event & 1) == 0) {
                position = operations.invoked()[operation];
                if (!invoke(operation)) {
                    return End.TOO_CONCURRENT;
                }
            } else {
                position = operations.returned()[operation];
                complete(operation);
                if (stopReason != null) {
                    return End.STOPPED;
                }
                if (now.living() == 0) {
                    return End.STUCK;
                }
            }
        }
        return End.REACHED;
    }

    /** Gives back what it holds of the allowance. To be called when it is not needed any more. */
    void release() {
        allowance.hold(-held);
        held = 0;
    }

    int nextEvent() {
        return nextEvent;
    }

    /** From now on keeps at most so many configurations, and lets crashed operations happen only where nothing else helps. */
    void narrow(int newWidth, boolean newThrifty) {
        width = newWidth;
        thrifty = newThrifty;
        now.countSpentOnly(newThrifty);
        then.countSpentOnly(newThrifty);
        reach.countSpentOnly(newThrifty);
    }

    /** A place to come back to. */
    static final class Snapshot {
        private final int nextEvent;
        private final boolean truncated;
        private final OpenOperations.State open;
        private final int[] crashed;
        private final List<Configuration> configurations = new ArrayList<>();

        private Snapshot(RegisterFrontier f) {
            nextEvent = f.nextEvent;
            truncated = f.truncated;
            open = f.open.save();
            crashed = f.crashed.clone();
            f.now.all().forEach(c -> configurations.add(c.copy()));
        }

        int nextEvent() {
            return nextEvent;
        }
    }

    /** Remembers this place; its paths are kept as long as the snapshot is not {@linkplain #forget forgotten}. */
    Snapshot save() {
        Snapshot snapshot = new Snapshot(this);
        snapshots.add(snapshot);
        return snapshot;
    }

    /** Forgets the last snapshots until so many are left. */
    void forget(int left) {
        while (snapshots.size() > left) {
            snapshots.removeLast();
        }
    }

    void restore(Snapshot snapshot) {
        nextEvent = snapshot.nextEvent;
        truncated = snapshot.truncated;
        open.restore(snapshot.open);
        System.arraycopy(snapshot.crashed, 0, crashed, 0, crashed.length);
        now.clear();
        snapshot.configurations.forEach(c -> now.add(c.copy()));
    }

    /** What one of the configurations at the end has placed, see {@link Placements#path}. */
    int[] path() {
        return placements.path(now.all().getFirst().path);
    }

    /** What some configurations with different values had placed before the return at which all were stuck. */
    List<int[]> pathsBeforeStuck(int max) {
        List<int[]> paths = new ArrayList<>();
        List<Integer> values = new ArrayList<>();
        for (Configuration c : then.all()) {
            if (paths.size() < max && !values.contains(c.value)) {
                values.add(c.value);
                paths.add(placements.path(c.path));
            }
        }
        return paths;
    }

    /** Places one that returns before anything else happens, where only one way is possible, and there is one. Else does nothing. */
    private boolean isPlaced(int operation) {
        if (!isAlone() || now.places() != 1 || placements.isCompactionDue()) {
            return false;
        }
        Configuration only = now.at(0);
        int value = operations.value()[operation];
        byte kind = operations.kind()[operation];
        boolean writes = kind == RegisterOperations.WRITE;
        if (!writes && (only.value == value) == (kind == RegisterOperations.UNEQUAL)) {
            return false;
        }
        position = operations.returned()[operation];
        if (kind == RegisterOperations.CAS || (writes && only.value != value)) {
            only.path = placements.add(only.path, operation, position);
            only.value = operations.next()[operation];
        }
        return true;
    }

    /** Crashed operations do not matter: they happen only where they are needed, and none is where it fits without them. */
    boolean isAlone() {
        return open.isEmpty();
    }

    // Invocations.

    private boolean invoke(int operation) {
        if (operations.isOpen(operation)) {
            if (crashes.classOf[operation] != CrashClasses.NONE) {
                crashed[crashes.classOf[operation]]++;
            }
            return true;
        }
        if (!open.open(operation)) {
            return false;
        }
        long bit = open.bit(operation);
        byte kind = operations.kind()[operation];
        for (int i = 0; i < now.places(); i++) {
            Configuration c = now.at(i);
            switch (kind) {
                case RegisterOperations.READ, RegisterOperations.UNEQUAL -> c.seen |= bit & seenAt(c.value);
                case RegisterOperations.WRITE -> c.hideable |= hideableAt(c);
                default -> {
                    // It waits until it is placed.
                }
            }
        }
        return true;
    }

    /** The open reads that see their value when this one is there. */
    long seenAt(int value) {
        return open.seenAt(value);
    }

    // Returns.

    private void complete(int operation) {
        goal = operation;
        goalKind = operations.kind()[operation];
        goalBit = open.bit(operation);
        then.clear();
        reach.clear();
        for (int i = 0; i < now.places() && stopReason == null; i++) {
            Configuration c = now.at(i);
            if (c.dropped) {
                continue;
            }
            boolean settled = isSettled(c);
            if (!settled || isLastChance(c)) {
                reach.add(c.copy());
            }
            if (settled) {
                keep(c);
            }
        }
        spending = crashed.length > 0 && !thrifty;
        expandAll();
        if (thrifty && crashed.length > 0 && reach.places() > 0) {
            truncated = true;
            if (then.living() == 0) {
                spending = true;
                expandAll();
            }
        }
        open.close(operation);
        if (then.living() > width) {
            truncated = true;
            then.keepBest(width);
        }
        ConfigurationSet before = now;
        now = then;
        then = before;
        if (placements.isCompactionDue() && now.living() > 0) {
            compact();
        }
    }

    private void expandAll() {
        for (int i = 0; i < reach.places() && stopReason == null; i++) {
            Configuration c = reach.at(i);
            if (c.dropped) {
                continue;
            }
            if (++steps % STEPS_BETWEEN_CHECKS == 0 && isStopped()) {
                return;
            }
            if (width != EVERYTHING && i > REACH_PER_WIDTH * (long) width) {
                truncated = true;
                return;
            }
            expand(c);
        }
    }

    private boolean isSettled(Configuration c) {
        return switch (goalKind) {
            case RegisterOperations.READ, RegisterOperations.UNEQUAL -> (c.seen & goalBit) != 0;
            case RegisterOperations.WRITE -> !isOwed(c);
            default -> (c.moved & goalBit) != 0;
        };
    }

    /** Whether the write that returns was neither placed nor can have been hidden. */
    boolean isOwed(Configuration c) {
        return ((c.used | c.hideable) & goalBit) == 0;
    }

    /**
     * Whether the write that returns can be forgotten, but could also be placed now or never: for an open operation to look at, or
     * for one that is yet to come.
     */
    boolean isLastChance(Configuration c) {
        return goalKind == RegisterOperations.WRITE
                && (c.used & goalBit) == 0
                && crashes.observedUntil[operations.value()[goal]] >= position;
    }

    /** Keeps a configuration in which the returning operation has happened. */
    private void keep(Configuration c) {
        switch (goalKind) {
            case RegisterOperations.READ, RegisterOperations.UNEQUAL -> c.seen &= ~goalBit;
            case RegisterOperations.WRITE -> {
                c.used &= ~goalBit;
                c.hideable &= ~goalBit;
            }
            default -> c.moved &= ~goalBit;
        }
        then.add(c);
    }

    // Placing what is open.

    /** All that can be placed next in this configuration. */
    private void expand(Configuration c) {
        long cas = open.casFrom(c.value) & ~c.moved;
        while (cas != 0) {
            long bit = Long.lowestOneBit(cas);
            cas ^= bit;
            int operation = open.casIn(Long.numberOfTrailingZeros(bit));
            Configuration next = placed(c, operation);
            next.moved |= bit;
            arrive(next, operations.next()[operation], operation == goal);
        }
        for (int crashClass : spending ? crashes.comparing[c.value] : NOTHING_SPENT) {
            if (isLeft(c, crashClass) && isInteresting(c, crashes.to[crashClass])) {
                arrive(spend(c, crashClass), crashes.to[crashClass], false);
            }
        }
        if (goalKind == RegisterOperations.WRITE && (c.used & goalBit) == 0) {
            int value = operations.value()[goal];
            if (isOwed(c) || isLastChance(c)) {
                write(placed(c, goal), goalBit, value, true);
            }
        }
        jump(c);
    }

    /** Writes the values that somebody can look at. */
    private void jump(Configuration c) {
        stamp++;
        if ((open.writes() & ~c.used & ~c.hideable) == 0) {
            stampOfValue[c.value] = stamp;
        } // Else a write of the value that is there would hide others.
        if (goalKind == RegisterOperations.WRITE && (c.used & goalBit) == 0) {
            // Of its value it is the earliest; placing it ends the sequence and was done by expand.
            stampOfValue[operations.value()[goal]] = stamp;
        }
        long unseen = open.reads() & ~c.seen;
        if ((unseen & open.unequal()) != 0) {
            jumpAnywhere(c);
            return;
        }
        for (long rest = unseen; rest != 0; rest &= rest - 1) {
            jumpTo(c, operations.value()[open.readIn(Long.numberOfTrailingZeros(rest))]);
        }
        for (long rest = open.cas() & ~c.moved; rest != 0; rest &= rest - 1) {
            jumpTo(c, operations.value()[open.casIn(Long.numberOfTrailingZeros(rest))]);
        }
        for (int crashClass = 0; spending && crashClass < crashed.length; crashClass++) {
            if (crashes.from[crashClass] >= 0 && isLeft(c, crashClass) && isInteresting(c, crashes.to[crashClass])) {
                jumpTo(c, crashes.from[crashClass]);
            }
        }
    }

    /** Somebody saw that a value was absent: any other will do. */
    private void jumpAnywhere(Configuration c) {
        for (long rest = open.writes() & ~c.used; rest != 0; rest &= rest - 1) {
            jumpTo(c, operations.value()[open.writeIn(Long.numberOfTrailingZeros(rest))]);
        }
        for (int crashClass = 0; spending && crashClass < crashed.length; crashClass++) {
            if (crashes.from[crashClass] < 0 && isLeft(c, crashClass)) {
                jumpTo(c, crashes.to[crashClass]);
            }
        }
    }

    private void jumpTo(Configuration c, int value) {
        if (stampOfValue[value] == stamp) {
            return;
        }
        stampOfValue[value] = stamp;
        long unused = open.writesOf(value) & ~c.used;
        if (unused != 0) {
            int slot = earliest(unused);
            write(placed(c, open.writeIn(slot)), 1L << slot, value, false);
            return;
        }
        // A crashed write stays available, so the open ones go first.
        int crashClass = crashes.writing[value];
        if (crashClass != CrashClasses.NONE && isLeft(c, crashClass)) {
            write(spend(c, crashClass), 0, value, false);
        }
    }

    private void write(Configuration next, long bit, int value, boolean isGoal) {
        next.used |= bit;
        next.hideable = hideableAfterWrite(next);
        arrive(next, value, isGoal);
    }

    /** The open writes that would change nothing just now. */
    long hideableAt(Configuration c) {
        return open.writesOf(c.value) & ~c.used;
    }

    /** The open writes that can count as hidden just before a write that is placed now. */
    long hideableAfterWrite(Configuration c) {
        return open.writes() & ~c.used;
    }

    private void arrive(Configuration next, int value, boolean isGoal) {
        next.value = value;
        next.seen |= seenAt(value);
        next.hideable |= hideableAt(next);
        boolean read = goalKind == RegisterOperations.READ || goalKind == RegisterOperations.UNEQUAL;
        if (isGoal || (read && (next.seen & goalBit) != 0)) {
            keep(next);
            return;
        }
        if (goalKind == RegisterOperations.WRITE && (hideableAt(next) & goalBit) != 0) {
            // The returning write would change nothing here: that may be where it was.
            keep(next.copy());
        }
        reach.add(next);
    }

    private Configuration placed(Configuration c, int operation) {
        Configuration next = c.copy();
        next.path = placements.add(c.path, operation, position);
        return next;
    }

    private Configuration spend(Configuration c, int crashClass) {
        int before = spent(c, crashClass);
        Configuration next = placed(c, crashes.members[crashClass][Math.min(before, crashed[crashClass] - 1)]);
        if (!unlimited) {
            next.spent = Arrays.copyOf(c.spent, Math.max(c.spent.length, crashClass + 1));
            next.spent[crashClass]++;
            next.spentTotal++;
        }
        return next;
    }

    private static int spent(Configuration c, int crashClass) {
        return crashClass < c.spent.length ? c.spent[crashClass] : 0;
    }

    /** Whether a crashed operation of this class was invoked and has not happened yet, and somebody may still look at its value. */
    boolean isLeft(Configuration c, int crashClass) {
        return spending
                && crashed[crashClass] > spent(c, crashClass)
                && crashes.observedUntil[crashes.to[crashClass]] >= position;
    }

    /** The slot of the write that returns first. */
    int earliest(long writes) {
        int best = Long.numberOfTrailingZeros(writes);
        for (long rest = writes & (writes - 1); rest != 0; rest &= rest - 1) {
            int slot = Long.numberOfTrailingZeros(rest);
            if (operations.returned()[open.writeIn(slot)] < operations.returned()[open.writeIn(best)]) {
                best = slot;
            }
        }
        return best;
    }

    /** Whether some open operation has something to gain from this value. */
    boolean isInteresting(Configuration c, int value) {
        if ((open.seenAt(value) & ~c.seen) != 0 || (open.casFrom(value) & ~c.moved) != 0) {
            return true;
        }
        for (int crashClass : crashes.comparing[value]) {
            if (isLeft(c, crashClass)) {
                return true;
            }
        }
        return false;
    }

    // Bounds.

    private boolean isStopped() {
        long needed =
                BYTES_PER_CONFIGURATION * ((long) now.places() + then.places() + reach.places()) + placements.bytes();
        allowance.hold(needed - held);
        held = needed;
        stopReason = allowance.exhausted();
        return stopReason != null;
    }

    private void compact() {
        List<Configuration> living = now.all();
        snapshots.forEach(snapshot -> living.addAll(snapshot.configurations));
        int[] paths = living.stream().mapToInt(c -> c.path).toArray();
        placements.compact(paths);
        for (int i = 0; i < paths.length; i++) {
            living.get(i).path = paths[i];
        }
    }
}
