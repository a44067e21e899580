package refute.kv.trace;

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

    /** All so far as lines of JSON, as {@link TraceFile} writes them. */
    public String lines() {
        EventLine line = new EventLine();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < events.size(); i++) {
            lines.append(line.text(events.get(i).event(), i + 1L, events.get(i).atNanos()));
        }
        return lines.toString();
    }
}
