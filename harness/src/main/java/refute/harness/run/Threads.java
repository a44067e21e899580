package refute.harness.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The scope that owns the threads of a run: all virtual, named after what they do, and all ended by {@link #close}. May be
 * used from several threads.
 */
final class Threads {
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Starts one; refused, by doing nothing, once the scope is closed. */
    Thread start(String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
        running.add(thread);
        if (closed) {
            running.remove(thread);
            return thread;
        }
        thread.start();
        return thread;
    }

    /**
     * Interrupts all and waits until they have ended.
     *
     * @return the names of those that have not ended within that time
     */
    List<String> close(Duration within) {
        closed = true;
        long deadline = System.nanoTime() + within.toNanos();
        List<Thread> all = new ArrayList<>(running);
        all.forEach(Thread::interrupt);
        boolean interrupted = false;
        List<String> left = new ArrayList<>();
        for (Thread thread : all) {
            try {
                Duration wait = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
                if (!interrupted && thread.getState() != Thread.State.NEW && !thread.join(wait)) {
                    left.add(thread.getName());
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return left;
    }
}
