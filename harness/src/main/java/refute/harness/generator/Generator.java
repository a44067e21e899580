package refute.harness.generator;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import refute.harness.history.Entry;

/**
 * A pure source of invocations.
 *
 * <p>A generator is a value. Asked for its {@link #next} step it answers with an invocation and the generator that goes on
 * after it, or that nothing can be said yet, or that it is exhausted; told of what happened ({@link #update}) it answers with
 * the generator that knows it. It touches no thread, clock or random source: the time, the free processes and the seed stand
 * in the {@link Context}. So a generator can be tried without a run, in virtual time, and gives the same in every world.
 *
 * <p>The design follows the essay at the head of Jepsen's {@code generator.clj}: effects stay with the one interpreter.
 *
 * <p>The combinators of one generator are methods here, those of several are in {@link Generators}.
 */
public interface Generator {
    /** What to do next, in this context. Pure; equal questions have equal answers. */
    Step next(Context context);

    /**
     * The generator that knows that this invocation or completion happened. Most do not care. After a completion the
     * context has the worker free already, but still under the process that completed.
     */
    default Generator update(Context context, Entry entry) {
        return this;
    }

    /** All of this, then all of the other, without waiting in between. */
    default Generator then(Generator other) {
        return new Sequence(List.of(this, other), 0);
    }

    /** At most so many invocations. */
    default Generator limit(long invocations) {
        return new Limit(this, invocations);
    }

    /** At most one invocation. */
    default Generator once() {
        return limit(1);
    }

    /** Over when so much time has passed since its first invocation. */
    default Generator timeLimit(Duration duration) {
        return new TimeLimit(this, duration.toNanos(), -1);
    }

    /** None before so much time has passed since the run began. */
    default Generator notBefore(Duration sinceRunBegan) {
        return new NotBefore(this, sinceRunBegan.toNanos());
    }

    /** Invocations at random distances, drawn evenly from 0 to twice the mean, over all workers together. */
    default Generator stagger(Duration mean) {
        return new Spaced(this, mean.toNanos(), true, -1, 0);
    }

    /**
     * Staggered so that it makes so many invocations a second.
     *
     * @param perSecond positive; or 0, as fast as it goes
     */
    default Generator rate(double perSecond) {
        if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("a rate is not negative, and finite: " + perSecond);
        }
        return perSecond == 0 ? this : stagger(Duration.ofNanos((long) Math.min(1e9 / perSecond, 1e18)));
    }

    /** Invocations exactly so far apart, or as soon as somebody is free, over all workers together. */
    default Generator delay(Duration distance) {
        return new Spaced(this, distance.toNanos(), false, -1, 0);
    }

    /** Its first invocation again and again, without end. */
    default Generator repeat() {
        return repeat(Long.MAX_VALUE);
    }

    /** Its first invocation so many times. */
    default Generator repeat(long times) {
        return new Repeat(this, times, 0);
    }

    /** From the beginning again when it is exhausted, without end. */
    default Generator cycle() {
        return cycle(Long.MAX_VALUE);
    }

    /** From the beginning again when it is exhausted, so many times in all. */
    default Generator cycle(long times) {
        return new Cycle(this, this, times, 0);
    }

    /** Only the calls that satisfy the condition. */
    default Generator filter(Predicate<Call> condition) {
        return new Filtered(this, condition);
    }

    /** Other calls at the same times by the same processes. */
    default Generator map(UnaryOperator<Call> change) {
        return new Transformed(this, change);
    }

    /** Until one of its own operations completes ok. */
    default Generator untilOk() {
        return new UntilOk(this, Set.of());
    }

    /** Only on the workers that satisfy the condition; the nemesis is worker -1. */
    default Generator onWorkers(IntPredicate condition) {
        return new OnWorkers(this, condition);
    }

    /** Only on clients. */
    default Generator onClients() {
        return onWorkers(worker -> worker != Context.NEMESIS);
    }

    /** Only on the nemesis. */
    default Generator onNemesis() {
        return onWorkers(worker -> worker == Context.NEMESIS);
    }
}
