package refute.harness.world.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several things done at once; all of them have ended when it returns. */
final class Together {
    private Together() {}

    /**
     * The results, in the order of the tasks. Tasks are not interrupted: a request that is given up may still be carried out
     * by the container engine, and nobody would know of what it made.
     *
     * @throws InterruptedException if the caller is interrupted
     * @throws RuntimeException or an error: the first one that a task ended with
     */
    static <T> List<T> all(List<? extends Callable<T>> tasks) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> started = new ArrayList<>();
            tasks.forEach(task -> started.add(threads.submit(task)));
            List<T> results = new ArrayList<>();
            for (Future<T> task : started) {
                results.add(result(task));
            }
            return results;
        }
    }

    private static <T> T result(Future<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
