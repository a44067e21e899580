package refute.systems.kv.simulation;

import java.util.List;
import java.util.stream.IntStream;
import refute.harness.check.RecordedEvent;
import refute.harness.check.Trace;
import refute.kv.trace.TraceEvent;
import refute.kv.trace.TraceMemory;

/** What nodes in this process recorded, as the harness has it. */
public final class Recorded {
    private Recorded() {}

    /**
     * All that is in a memory.
     *
     * @param spec in whose vocabulary
     * @param name where it is, for people
     */
    public static Trace trace(String spec, String name, TraceMemory memory) {
        List<TraceMemory.Timed> events = memory.events();
        return Trace.of(
                spec,
                name,
                IntStream.range(0, events.size())
                        .mapToObj(i -> plain(i + 1, events.get(i)))
                        .toList(),
                memory::lines);
    }

    private static RecordedEvent plain(long sequence, TraceMemory.Timed timed) {
        TraceEvent event = timed.event();
        return new RecordedEvent(
                sequence,
                timed.atNanos(),
                event.node().toString(),
                event.name(),
                event.arguments(),
                event.state().namesAndValues());
    }
}
