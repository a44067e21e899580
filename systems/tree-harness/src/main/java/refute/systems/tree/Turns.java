package refute.systems.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import refute.harness.Seed;

/**
 * Runs several threads of which one at a time goes on, from one step of the tree to the next; which one, the seed decides. So the same seed gives the
 * same interleaving.
 *
 * <p>Half of the seeds draw the next thread evenly. The others follow PCT (Burckhardt and others, A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs, ASPLOS 2010, section 3): threads have priorities, and at a few drawn steps the one that is running falls behind
 * all others. An {@link EveryOrder} in their place goes through all interleavings up to a bound.
 */
final class Turns {
    private static final int STEPS_MAX = 20_000;
    private static final int DEMOTIONS_MAX = 3;
    private static final int DEMOTED_WITHIN_LEAST = 8;
    private static final int DEMOTED_DOUBLINGS = 7;

    private final RandomGenerator random;
    private final @Nullable EveryOrder order;
    private final boolean even;
    private final List<Integer> demotedAt = new ArrayList<>();
    private final Map<Thread, Player> players = new HashMap<>();
    private final Semaphore controller = new Semaphore(0);
    private int steps;
    private boolean free;

    Turns(Seed seed) {
        this(seed, null);
    }

    /** @param order decides, if there is one, in place of the seed */
    Turns(Seed seed, @Nullable EveryOrder order) {
        this.order = order;
        random = seed.random();
        even = random.nextBoolean();
        for (int i = random.nextInt(DEMOTIONS_MAX + 1); i > 0; i--) {
            // How long a trial will be is not known; early and late should both be likely.
            demotedAt.add(random.nextInt(DEMOTED_WITHIN_LEAST << random.nextInt(DEMOTED_DOUBLINGS)));
        }
    }

    /** A thread and its turn. */
    private static final class Player {
        private final Semaphore turn = new Semaphore(0);
        private int priority;
        private volatile boolean ended;
        private volatile @Nullable Throwable thrown;
    }

    /** Called at each step of the tree: waits for the caller's next turn. Who is none of the players goes on. */
    void step() {
        Player player = players.get(Thread.currentThread());
        if (player != null && !free) {
            controller.release();
            player.turn.acquireUninterruptibly();
        }
    }

    /** Called by who cannot go on before another has: it falls behind all others. */
    void giveTurn() {
        Player player = players.get(Thread.currentThread());
        if (player == null || free) {
            Thread.onSpinWait();
        } else {
            player.priority = -steps - 1;
            step();
        }
    }

    /** Returns how many steps were made, which is time in this world. */
    int now() {
        return steps;
    }

    /**
     * Runs all to their ends.
     *
     * @return the first exception; empty if all went well
     */
    List<Throwable> run(List<Callable<Void>> works) throws InterruptedException {
        List<Player> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Callable<Void> work : works) {
            Player player = new Player();
            Thread thread = Thread.ofVirtual().unstarted(() -> play(player, work));
            players.put(thread, player);
            all.add(player);
            threads.add(thread);
        }
        for (Player player : all) {
            player.priority = random.nextInt(1 << 20);
        }
        threads.forEach(Thread::start);
        while (steps < STEPS_MAX && all.stream().anyMatch(player -> !player.ended)) {
            Player next = next(all);
            next.turn.release();
            controller.acquire();
            steps++;
        }
        boolean endless = all.stream().anyMatch(player -> !player.ended);
        free = true;
        all.forEach(player -> player.turn.release(STEPS_MAX));
        for (Thread thread : threads) {
            thread.join(1000);
        }
        List<Throwable> thrown = new ArrayList<>();
        for (Player player : all) {
            Throwable its = player.thrown;
            if (its != null) {
                thrown.add(its);
            }
        }
        if (endless) {
            thrown.add(new IllegalStateException("the threads do not come to an end in " + STEPS_MAX + " steps"));
        }
        return thrown;
    }

    private Player next(List<Player> all) {
        List<Player> waiting = all.stream().filter(player -> !player.ended).toList();
        EveryOrder its = order;
        if (its != null) {
            return all.get(its.next(waiting.stream().map(all::indexOf).toList()));
        }
        if (even) {
            return waiting.get(random.nextInt(waiting.size()));
        }
        Player first = waiting.getFirst();
        for (Player player : waiting) {
            first = player.priority > first.priority ? player : first;
        }
        if (demotedAt.contains(steps)) {
            first.priority = -steps - 1;
        }
        return first;
    }

    private void play(Player player, Callable<Void> work) {
        player.turn.acquireUninterruptibly();
        try {
            work.call();
        } catch (Exception | AssertionError e) {
            player.thrown = e;
        } finally {
            player.ended = true;
            controller.release();
        }
    }
}
