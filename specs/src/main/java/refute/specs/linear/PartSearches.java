package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Searches independent parts side by side; the first that has no linearization ends the others. */
final class PartSearches {
    private static final Finding NOT_NEEDED = new Finding.Unfinished("another key is not linearizable", 0);

    private final Allowance allowance;
    private final int threads;

    PartSearches(Allowance allowance, int threads) {
        this.allowance = allowance;
        this.threads = threads;
    }

    /** A finding for each part. */
    List<Finding> run(List<Part> parts) {
        Finding[] findings = new Finding[parts.size()];
        Arrays.fill(findings, NOT_NEEDED);
        // The ones that were not needed once the verdict was clear are cancelled through an allowance of their own.
        Allowance shared = allowance.child();
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
                findings[i] = one(parts.get(i), shared);
                if (findings[i] instanceof Finding.Stuck) {
                    shared.cancel();
                }
                if (shared.exhausted() != null) {
                    fillRest(findings, next, shared);
                }
            }
        };
        int workers = Math.min(threads, parts.size());
        if (workers <= 1) {
            work.run();
        } else {
            runOn(workers, work, shared);
        }
        return List.of(findings);
    }

    private Finding one(Part part, Allowance shared) {
        try {
            return part.search().apply(shared);
        } catch (OutOfMemoryError full) {
            return new Finding.Unfinished("out of memory: the heap is full", 0);
        }
    }

    private static void fillRest(Finding[] findings, AtomicInteger next, Allowance shared) {
        String why = shared.exhausted();
        for (int i = next.getAndIncrement(); why != null && i < findings.length; i = next.getAndIncrement()) {
            findings[i] = new Finding.Unfinished(why, 0);
        }
    }

    /** When it returns, each of its threads has ended, and not only its work. */
    private static void runOn(int workers, Runnable work, Allowance shared) {
        ThreadFactory factory =
                Thread.ofPlatform().name("linear-", 0).daemon(true).factory();
        List<FutureTask<?>> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        boolean interrupted = false;
        try {
            for (int i = 0; i < workers; i++) {
                FutureTask<?> task = new FutureTask<>(work, null);
                tasks.add(task);
                Thread thread = factory.newThread(() -> cancellingOthers(task, shared));
                thread.start();
                threads.add(thread);
            }
        } finally {
            if (threads.size() < workers) {
                shared.cancel();
            }
            for (Thread thread : threads) {
                interrupted |= isInterruptedWhileJoining(thread, shared);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        for (FutureTask<?> task : tasks) {
            if (task.state() == Future.State.FAILED) {
                throw new IllegalStateException("a search failed", task.exceptionNow());
            }
        }
    }

    /** A search that failed leaves nothing for the others to be worth. */
    private static void cancellingOthers(FutureTask<?> task, Allowance shared) {
        task.run();
        if (task.state() == Future.State.FAILED) {
            shared.cancel();
        }
    }

    /** Joins it, and tells the searches if this thread is interrupted meanwhile: they end it soon. */
    private static boolean isInterruptedWhileJoining(Thread thread, Allowance shared) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                shared.interrupt();
            }
        }
    }
}
