package refute.kv.trace;

import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Keeps events, for whoever judges them in this process: they are made text only if somebody wants to read them. Not safe for threads. */
public final class TraceMemory implements TraceSink {
    private final LongSupplier clock;
    private final List<Timed> events = new ArrayList<>();

    /**
     * An event, and when it happened.
     *
     * @param atNanos by the clock of the memory
     * @param event what happened
     */
    public record Timed(long atNanos, TraceEvent event) {}

    /** @param clock says when an event happened, in nanoseconds */
    public TraceMemory(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public void record(TraceEvent event) {
        events.add(new Timed(clock.getAsLong(), event));
    }

    /** All so far, in their order; their numbers are 1, 2, and so on. */
    public List<Timed> events() {
        return List.copyOf(events);
    }

    /** Writes all so far as {@link NdjsonTrace} would have. */
    public void writeTo(Writer out) {
        try (NdjsonTrace lines = new NdjsonTrace(out, clock)) {
            events.forEach(each -> lines.record(each.event(), each.atNanos()));
        }
    }
}
