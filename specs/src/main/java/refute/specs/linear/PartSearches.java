package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    private void runOn(int workers, Runnable work, Allowance shared) {
        ThreadFactory factory =
                Thread.ofPlatform().name("linear-", 0).daemon(true).factory();
        try (ExecutorService executor = Executors.newFixedThreadPool(workers, factory)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                futures.add(executor.submit(work));
            }
            await(futures, shared);
        }
    }

    private static void await(List<Future<?>> futures, Allowance shared) {
        boolean interrupted = false;
        for (Future<?> future : futures) {
            while (true) {
                try {
                    future.get();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    shared.interrupt();
                } catch (ExecutionException e) {
                    shared.cancel();
                    throw new IllegalStateException("a search failed", e.getCause());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
