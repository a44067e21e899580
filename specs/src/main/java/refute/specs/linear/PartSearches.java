package refute.specs.linear;

import java.util.Arrays;
import java.util.List;
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
        SideBySide.run(Math.min(threads, parts.size()), worker -> cancellingOthers(work, shared), shared::interrupt);
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

    /** A search that failed leaves nothing for the others to be worth. */
    private static void cancellingOthers(Runnable work, Allowance shared) {
        boolean ended = false;
        try {
            work.run();
            ended = true;
        } finally {
            if (!ended) {
                shared.cancel();
            }
        }
    }
}
