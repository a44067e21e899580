package refute.harness.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets checkers judge, one after the other, each with the whole budget and on a thread of its own. Whatever happens to a
 * checker (it throws, it runs out of stack or memory, it does not come back), its answer is unknown then, with the cause as
 * its reason, and the others are asked all the same.
 */
public final class Checkers {
    /** How long after its budget, and again after it was interrupted, a checker may take to come back. */
    static final Duration GRACE = Duration.ofSeconds(2);
    /** Deep recursion of a checker is its own business, within this. */
    private static final long STACK_BYTES = 64L << 20;

    private Checkers() {}

    /** What each of these finds, in this order. */
    public static List<CheckResult> judge(List<Checker> checkers, Evidence evidence, Budget budget) {
        return judge(checkers, evidence, budget, result -> {});
    }

    /** The same, and tells each result when it is there. */
    public static List<CheckResult> judge(
            List<Checker> checkers, Evidence evidence, Budget budget, Consumer<CheckResult> listener) {
        List<CheckResult> results = new ArrayList<>();
        for (Checker checker : checkers) {
            CheckResult result = judge(checker, evidence, budget);
            results.add(result);
            listener.accept(result);
        }
        return results;
    }

    /** What this checker finds; unknown if it does not say. */
    public static CheckResult judge(Checker checker, Evidence evidence, Budget budget) {
        long begun = System.nanoTime();
        return answer(checker, evidence, budget).withNanos(System.nanoTime() - begun);
    }

    private static CheckResult answer(Checker checker, Evidence evidence, Budget budget) {
        CompletableFuture<CheckResult> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        answer.complete(checker.check(evidence, budget));
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                },
                "checker " + checker.name(),
                STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            CheckResult result = named(checker, await(answer, thread, budget));
            // It has answered and is about to end; when this returns, it has.
            thread.join(GRACE.toMillis());
            return result;
        } catch (TimeoutException e) {
            return CheckResult.unknown(
                    checker.name(),
                    "it did not come back within its budget of " + budget.time().toSeconds() + " s");
        } catch (ExecutionException e) {
            return CheckResult.unknown(
                    checker.name(),
                    e.getCause() instanceof OutOfMemoryError
                            ? "out of memory: the heap is full"
                            : "the checker itself failed: " + describe(e.getCause()));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return CheckResult.unknown(checker.name(), "it was interrupted");
        }
    }

    private static CheckResult await(CompletableFuture<CheckResult> answer, Thread thread, Budget budget)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer.get(budget.time().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return answer.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static CheckResult named(Checker checker, @Nullable CheckResult result) {
        if (result == null) {
            return CheckResult.unknown(checker.name(), "the checker itself failed: it answered null");
        }
        if (!result.checker().equals(checker.name())) {
            return CheckResult.unknown(
                    checker.name(), "the checker itself failed: it answered in the name of " + result.checker());
        }
        return result;
    }

    private static String describe(@Nullable Throwable cause) {
        if (cause == null) {
            return "for no reason";
        }
        StackTraceElement[] stack = cause.getStackTrace();
        return cause + (stack.length == 0 ? "" : " at " + stack[0]);
    }
}
