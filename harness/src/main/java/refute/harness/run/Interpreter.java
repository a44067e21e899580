package refute.harness.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import refute.harness.Seed;
import refute.harness.generator.Context;
import refute.harness.generator.Generator;
import refute.harness.generator.Request;
import refute.harness.generator.Step;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;
import refute.harness.run.ClientProcess.Answer;
import refute.harness.system.Reply;

/**
 * Asks the generator and tells it what happened: the one place where its values become effects.
 *
 * <p>There is one turn, and whoever holds it is the interpreter: the thread that called {@link #interpret} when time has come
 * for something, and each process when it has an answer. So a process that completes mostly takes its next request along in
 * the same turn, and no thread has to be woken for it: that is what makes more than a hundred thousand operations a second
 * possible on two cores, where handing each to a thread of its own and back costs several microseconds.
 *
 * <p>The history tells the truth about real time: an invocation gets its time and is recorded, under the turn, before its
 * process is given the request; a completion after the client has answered. The true interval lies within the recorded one.
 */
final class Interpreter implements Diary {
    /** How long a worker rests whose client could not be opened. */
    static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** The client's own timeout comes first, so that its word, fail or info, is the one that counts. */
    static final long TIMEOUT_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** At least this often the generator is asked and timeouts are looked for. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition changed = turn.newCondition();
    private final LongSupplier clock;
    private final Recording recording;
    private final Duration timeout;
    private final Function<ProcessId, ClientProcess> starting;
    private final Seat[] seats;
    private final List<String> notes = new ArrayList<>();
    private Context context;
    private Generator generator = context -> Step.EXHAUSTED;
    /** An answer of the generator whose time has not come; void as soon as anything happens. */
    private Step.@Nullable Invoke held;

    private long wakeNanos = Long.MAX_VALUE;
    private boolean exhausted;
    private long askUntilNanos = Long.MIN_VALUE;
    private boolean closed;
    private @Nullable Throwable failure;
    private long stopNanos = Long.MAX_VALUE;
    private int nextIndex;
    private long nowNanos;
    private int open;
    private long ok;
    private long fail;
    private long info;

    /**
     * @param clock nanoseconds since the run began
     * @param starting makes and starts a process; called while the turn is held
     */
    Interpreter(
            LongSupplier clock,
            Recording recording,
            Duration timeout,
            Seed seed,
            int workers,
            Function<ProcessId, ClientProcess> starting) {
        this.clock = clock;
        this.recording = recording;
        this.timeout = timeout;
        this.starting = starting;
        this.context = Context.of(seed, workers);
        this.seats = new Seat[workers];
        for (int worker = 0; worker < workers; worker++) {
            seats[worker] = new Seat();
        }
    }

    /**
     * Does all that the generator asks for, and returns when it is exhausted and every operation has ended, or soon after
     * {@link #stop}.
     *
     * @param within after this time the generator is asked no more
     * @return whether the generator was exhausted by itself
     * @throws HarnessFailure if anything but the system under test failed
     */
    boolean interpret(Generator fresh, Duration within) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            return interpretInTurn(fresh, within);
        } catch (HarnessFailure | RuntimeException e) {
            failed(e);
            throw failure(e);
        } finally {
            askUntilNanos = Long.MIN_VALUE;
            turn.unlock();
        }
    }

    private boolean interpretInTurn(Generator fresh, Duration within) throws InterruptedException {
        generator = fresh;
        held = null;
        exhausted = false;
        askUntilNanos = clock.getAsLong() + within.toNanos();
        while (true) {
            throwIfFailed();
            tick();
            expire();
            ask(null);
            throwIfFailed();
            if (!asking() && (open == 0 || nowNanos >= stopNanos)) {
                return exhausted;
            }
            long wait = waitNanos();
            wakeNanos = nowNanos + wait;
            changed.awaitNanos(wait);
            wakeNanos = Long.MIN_VALUE;
        }
    }

    /**
     * A process has its answer.
     *
     * @return what it is to do next, if that is known already
     */
    @Nullable
    Request completed(ClientProcess process, Answer answer) {
        turn.lock();
        try {
            Seat seat = seats[process.worker()];
            if (closed || failure != null || seat.process != process || seat.invocation == null) {
                return null;
            }
            tick();
            complete(process.worker(), answer);
            return ask(process);
        } catch (Throwable e) {
            failed(e);
            return null;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void nemesis(EntryKind kind, String function, Value value) {
        turn.lock();
        try {
            if (closed) {
                return;
            }
            tick();
            Entry entry = new Entry(nextIndex, nowNanos, ProcessId.NEMESIS, kind, function, Value.NIL, value, 0, "");
            record(entry);
            tell(entry);
        } catch (Throwable e) {
            failed(e);
        } finally {
            turn.unlock();
        }
    }

    /** Asks for no more, and waits for open operations only this much longer. */
    void stop(Duration grace) {
        turn.lock();
        try {
            stopNanos = Math.min(stopNanos, clock.getAsLong() + grace.toNanos());
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void fail(Throwable cause) {
        turn.lock();
        try {
            failed(cause);
        } finally {
            turn.unlock();
        }
    }

    /** Why the run cannot go on, if it cannot. */
    Optional<Throwable> failure() {
        turn.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            turn.unlock();
        }
    }

    void note(String sentence) {
        turn.lock();
        try {
            if (notes.size() < 100) {
                notes.add(sentence);
            }
        } finally {
            turn.unlock();
        }
    }

    List<String> notes() {
        turn.lock();
        try {
            return List.copyOf(notes);
        } finally {
            turn.unlock();
        }
    }

    Progress.Counts counts() {
        turn.lock();
        try {
            return new Progress.Counts(ok, fail, info, open);
        } finally {
            turn.unlock();
        }
    }

    /** Nothing is recorded any more; operations that are open stay so, and all processes end. */
    void close() {
        turn.lock();
        try {
            closed = true;
            for (Seat seat : seats) {
                if (seat.process != null) {
                    seat.process.end();
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /** Asks the generator until it has no more for now; gives what falls to this process, and hands out the rest. */
    private @Nullable Request ask(@Nullable ClientProcess self) {
        Request own = null;
        while (asking()) {
            boolean due = held != null && held.request().timeNanos() <= nowNanos;
            Step step = held != null && due ? held : generator.next(context);
            if (step instanceof Step.Invoke invoke) {
                if (invoke.request().timeNanos() > nowNanos) {
                    hold(invoke);
                    return own;
                }
                Seat seat = invoke(invoke);
                if (seat.process == self) {
                    own = invoke.request();
                } else if (seat.process != null) {
                    seat.process.hand(invoke.request());
                }
                tick();
            } else {
                exhausted = step instanceof Step.Exhausted;
                break;
            }
        }
        if (open == 0 && !asking()) {
            changed.signalAll();
        }
        return own;
    }

    /**
     * How long there is nothing to do; always positive, as the turn is given away meanwhile. What is held when the generator
     * is asked no more is never made, so its time does not matter.
     */
    private long waitNanos() {
        if (held == null || !asking()) {
            return TICK_NANOS;
        }
        return Math.clamp(held.request().timeNanos() - nowNanos, 1, TICK_NANOS);
    }

    private boolean asking() {
        return !exhausted && nowNanos < askUntilNanos && stopNanos == Long.MAX_VALUE && !closed;
    }

    private void hold(Step.Invoke invoke) {
        held = invoke;
        if (invoke.request().timeNanos() < wakeNanos) {
            changed.signalAll();
        }
    }

    private Seat invoke(Step.Invoke invoke) {
        Request request = invoke.request();
        int worker = context.worker(request.process());
        if (request.process().isNemesis()
                || !context.process(worker).equals(request.process())
                || !context.freeWorkers().contains(worker)) {
            throw new HarnessFailure(
                    "the generator", List.of("it gave an operation to a process that is not free: " + request));
        }
        Entry entry = Entry.invoke(
                nextIndex, nowNanos, request.process(), request.function(), request.key(), request.argument());
        record(entry);
        context = context.occupy(worker);
        generator = invoke.rest();
        Seat seat = seats[worker];
        seat.invocation = entry;
        seat.deadlineNanos = nowNanos + timeout.toNanos() + TIMEOUT_GRACE_NANOS;
        if (seat.process == null) {
            seat.process = starting.apply(request.process());
        }
        open++;
        tell(entry);
        return seat;
    }

    private void complete(int worker, Answer answer) {
        Seat seat = seats[worker];
        Entry invocation = java.util.Objects.requireNonNull(seat.invocation);
        Entry entry = Completions.of(invocation, answer.reply(), nextIndex, nowNanos);
        record(entry);
        count(entry.kind());
        seat.invocation = null;
        open--;
        if (answer.rest()) {
            seat.restUntilNanos = nowNanos + REST_NANOS;
        } else {
            context = context.release(worker);
        }
        tell(entry);
        if (entry.kind() == EntryKind.INFO) {
            retire(worker, seat);
        }
    }

    /** The process is never seen again; its worker goes on under a new number, with a client of its own. */
    private void retire(int worker, Seat seat) {
        if (seat.process != null) {
            seat.process.end();
            seat.process = null;
        }
        context = context.retire(worker);
    }

    /** Operations that took too long end unknown; workers that have rested are free again. */
    private void expire() {
        for (int worker = 0; worker < seats.length; worker++) {
            Seat seat = seats[worker];
            if (seat.invocation != null && nowNanos >= seat.deadlineNanos) {
                complete(
                        worker,
                        new Answer(Reply.info("timeout: no answer within " + timeout.toMillis() + " ms"), false));
            } else if (seat.restUntilNanos != 0 && nowNanos >= seat.restUntilNanos) {
                seat.restUntilNanos = 0;
                context = context.release(worker);
                held = null;
            }
        }
    }

    private void tell(Entry entry) {
        held = null;
        generator = generator.update(context, entry);
    }

    private void record(Entry entry) {
        recording.append(entry);
        nextIndex++;
    }

    private void count(EntryKind kind) {
        switch (kind) {
            case OK -> ok++;
            case FAIL -> fail++;
            case INFO -> info++;
            case INVOKE -> throw new AssertionError("an invocation is no completion");
        }
    }

    private void tick() {
        nowNanos = Math.max(nowNanos, clock.getAsLong());
        context = context.at(nowNanos);
    }

    private void failed(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        changed.signalAll();
    }

    private void throwIfFailed() {
        if (failure != null) {
            throw failure(failure);
        }
    }

    private static HarnessFailure failure(Throwable cause) {
        return cause instanceof HarnessFailure harness ? harness : new HarnessFailure("the run cannot go on", cause);
    }

    /** What the interpreter knows of a worker. */
    private static final class Seat {
        @Nullable
        ClientProcess process;

        @Nullable
        Entry invocation;

        long deadlineNanos;
        long restUntilNanos;
    }
}
