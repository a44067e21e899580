package refute.harness.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import refute.harness.Seed;
import refute.harness.generator.Context;
import refute.harness.generator.Generator;
import refute.harness.generator.Step;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;
import refute.harness.system.Client;
import refute.harness.system.Reply;
import refute.harness.world.simulation.Happening;
import refute.harness.world.simulation.Patience;
import refute.harness.world.simulation.Timeline;

/**
 * Asks the generator and tells it what happened, in virtual time: what {@link Interpreter} does with threads, done with events.
 *
 * <p>A client's stage is completed by the simulation itself. Its completion is recorded as an event of its own at the same time,
 * so that nothing is recorded within a call of a client. Owned by the simulation's thread.
 */
final class SimulatedInterpreter implements Diary {
    private final Timeline timeline;
    private final Recording recording;
    private final Duration timeout;
    private final Patience patience;
    private final Function<ProcessId, Client> opening;
    private final Place[] places;
    private final long originNanos;
    private Context context;
    private Generator generator = context -> Step.EXHAUSTED;
    private boolean exhausted;
    private long askUntilNanos = Long.MIN_VALUE;
    private int nextIndex;
    private int open;
    /** Counts what happened: an answer of the generator whose time has not come is void when it has changed. */
    private long version;
    /** What was invoked from then on counts as progress when it is acknowledged. */
    private long watchedFromNanos = Long.MAX_VALUE;

    private boolean progressed;
    private @Nullable Throwable failure;

    /** A worker: its present client, and its open operation. */
    private static final class Place {
        private @Nullable Client client;
        private @Nullable Entry invocation;
        private Patience.@Nullable Waiting waiting;
    }

    SimulatedInterpreter(
            Timeline timeline,
            Recording recording,
            Duration timeout,
            Seed seed,
            int workers,
            Function<ProcessId, Client> opening) {
        this.timeline = timeline;
        this.recording = recording;
        this.timeout = timeout;
        this.patience =
                new Patience(timeline::nowNanos, timeline::after, timeout.toNanos() + Interpreter.TIMEOUT_GRACE_NANOS);
        this.opening = opening;
        this.originNanos = timeline.nowNanos();
        this.context = Context.of(seed, workers);
        this.places = new Place[workers];
        for (int worker = 0; worker < workers; worker++) {
            places[worker] = new Place();
        }
    }

    /** What the world's clock said when this one began. */
    long originNanos() {
        return originNanos;
    }

    /** Nanoseconds since the run began. */
    long nowNanos() {
        return timeline.nowNanos() - originNanos;
    }

    /** Takes a generator, and asks it until then. */
    void begin(Generator fresh, Duration within) {
        generator = fresh;
        exhausted = false;
        goOn(within);
    }

    /** Asks the present generator for so much longer. */
    void goOn(Duration within) {
        askUntilNanos = nowNanos() + within.toNanos();
        timeline.after(within.toNanos(), () -> {});
        ask();
    }

    /** Asks for no more. */
    void stop() {
        askUntilNanos = Long.MIN_VALUE;
    }

    /** Whether nothing is asked any more, and every operation has ended. */
    boolean isDone() {
        return !asking() && open == 0;
    }

    /** Whether the generator has no more. */
    boolean isExhausted() {
        return exhausted;
    }

    /** From now on it is noticed when an operation that was invoked later is acknowledged. */
    void watchProgress() {
        watchedFromNanos = nowNanos();
        progressed = false;
    }

    boolean hasProgressed() {
        return progressed;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void nemesis(EntryKind kind, String function, Value value) {
        Entry entry = new Entry(nextIndex, nowNanos(), ProcessId.NEMESIS, kind, function, Value.NIL, value, 0, "");
        record(entry);
        tell(entry);
        // What the generator had said before is void now.
        timeline.after(0, this::ask);
    }

    @Override
    public void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /** Closes all clients. */
    void close() {
        stop();
        for (Place place : places) {
            close(place);
        }
    }

    private boolean asking() {
        return !exhausted && nowNanos() < askUntilNanos && failure == null;
    }

    private void ask() {
        while (asking()) {
            context = context.at(nowNanos());
            Step step = generator.next(context);
            if (!(step instanceof Step.Invoke invoke)) {
                exhausted = step instanceof Step.Exhausted;
                return;
            }
            long wait = invoke.request().timeNanos() - nowNanos();
            if (wait > 0) {
                long asked = version;
                timeline.after(wait, () -> {
                    if (asked == version) {
                        ask();
                    }
                });
                return;
            }
            invoke(invoke);
        }
    }

    private void invoke(Step.Invoke step) {
        var request = step.request();
        int worker = context.worker(request.process());
        Entry entry = Entry.invoke(
                nextIndex, nowNanos(), request.process(), request.function(), request.key(), request.argument());
        record(entry);
        context = context.occupy(worker);
        generator = step.rest();
        open++;
        tell(entry);
        Place place = places[worker];
        place.invocation = entry;
        place.waiting = patience.await(
                () -> complete(worker, entry, Reply.info("timeout: no answer within " + timeout.toMillis() + " ms")));
        try {
            Client client = place.client;
            if (client == null) {
                client = new ValidatingClient(opening.apply(request.process()));
                place.client = client;
            }
            client.invoke(request)
                    .whenComplete((reply, thrown) -> timeline.after(0, () -> {
                        // A stage that another one follows wraps what was thrown.
                        Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null
                                ? thrown.getCause()
                                : thrown;
                        complete(worker, entry, cause == null ? reply : reply(cause));
                    }));
        } catch (RuntimeException | StackOverflowError e) {
            timeline.after(0, () -> complete(worker, entry, reply(e)));
        }
    }

    /** What a client threw is the reply's matter; what the harness finds wrong with the client ends the run. */
    private Reply reply(Throwable cause) {
        try {
            return ClientProcess.escaped(cause);
        } catch (HarnessFailure e) {
            fail(e);
            return Reply.info("the harness failed");
        }
    }

    private void complete(int worker, Entry invocation, Reply reply) {
        Place place = places[worker];
        if (place.invocation == null || place.invocation.index() != invocation.index()) {
            // It has ended already, by its answer or its time-out.
            return;
        }
        place.invocation = null;
        Patience.Waiting waiting = place.waiting;
        if (waiting != null) {
            waiting.end();
            place.waiting = null;
        }
        Entry entry = Completions.of(invocation, reply, nextIndex, nowNanos());
        record(entry);
        open--;
        progressed |= entry.kind() == EntryKind.OK && invocation.timeNanos() >= watchedFromNanos;
        context = context.at(nowNanos()).release(worker);
        tell(entry);
        if (entry.kind() == EntryKind.INFO) {
            close(place);
            context = context.retire(worker);
        }
        ask();
    }

    private void close(Place place) {
        Client client = place.client;
        place.client = null;
        if (client != null) {
            client.close();
        }
    }

    private void tell(Entry entry) {
        version++;
        context = context.at(nowNanos());
        generator = generator.update(context, entry);
    }

    private void record(Entry entry) {
        recording.append(entry);
        nextIndex++;
        timeline.note(Happening.RECORDED, digest(entry));
    }

    private static long digest(Entry entry) {
        long digest = entry.kind().word().hashCode() * 31L + entry.process().number();
        digest = digest * 31 + entry.function().hashCode();
        return digest * 31 + entry.value().toString().hashCode() + entry.revision();
    }
}
