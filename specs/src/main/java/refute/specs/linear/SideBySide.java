package refute.specs.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;

/** Runs one work on several threads; when it returns, each of them has ended, and not only its work. Stateless. */
final class SideBySide {
    private SideBySide() {}

    /**
     * Also when the calling thread is interrupted it waits for all, and keeps the flag.
     *
     * @param workers how many, at least 1; more than one work on threads of their own
     * @param work is given the number of its worker, from 0
     * @param onInterrupt runs whenever the calling thread is interrupted, so that the work may end sooner
     * @throws OutOfMemoryError if a worker had it
     * @throws IllegalStateException if a worker failed otherwise
     */
    static void run(int workers, IntConsumer work, Runnable onInterrupt) {
        if (workers <= 1) {
            work.accept(0);
            return;
        }
        ThreadFactory factory =
                Thread.ofPlatform().name("linear-", 0).daemon(true).factory();
        List<FutureTask<?>> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        boolean interrupted = false;
        try {
            for (int i = 0; i < workers; i++) {
                int number = i;
                FutureTask<?> task = new FutureTask<>(() -> work.accept(number), null);
                tasks.add(task);
                Thread thread = factory.newThread(task);
                thread.start();
                threads.add(thread);
            }
        } finally {
            if (threads.size() < workers) {
                onInterrupt.run();
            }
            for (Thread thread : threads) {
                interrupted |= isInterruptedWhileJoining(thread, onInterrupt);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        tasks.forEach(SideBySide::throwIfFailed);
    }

    private static void throwIfFailed(FutureTask<?> task) {
        if (task.state() != Future.State.FAILED) {
            return;
        }
        if (task.exceptionNow() instanceof OutOfMemoryError full) {
            throw full;
        }
        throw new IllegalStateException("a search failed", task.exceptionNow());
    }

    private static boolean isInterruptedWhileJoining(Thread thread, Runnable onInterrupt) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                onInterrupt.run();
            }
        }
    }
}
