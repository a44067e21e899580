package refute.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the same work in several threads at once. */
final class Threads {
    private static final int SECONDS_MAX = 60;

    private Threads() {}

    interface Work {
        void run(int thread) throws Exception;
    }

    /** Returns when all have ended; throws what one of them threw. */
    static void run(int count, Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int thread = i;
                all.add(() -> {
                    work.run(thread);
                    return null;
                });
            }
            for (Future<Void> future : executor.invokeAll(all, SECONDS_MAX, TimeUnit.SECONDS)) {
                future.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
