package refute.kv.trace;

import java.io.Closeable;
import java.io.Writer;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes each event as a line of JSON. The numbers {@code seq} are those of this file: they rise by one and say in which order one node's
 * events happened. Not safe for threads: a node and its trace have one owner.
 */
public final class NdjsonTrace implements TraceSink, Closeable {
    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator("").build();

    private final JsonGenerator json;
    private final LongSupplier clock;
    private long sequence;

    /**
     * Writes to {@code out}, which is flushed and closed with this.
     *
     * @param clock says when an event happened, in nanoseconds; traces of several nodes are put in order by it
     */
    public NdjsonTrace(Writer out, LongSupplier clock) {
        this.json = JSON.createGenerator(ObjectWriteContext.empty(), out);
        this.clock = clock;
    }

    @Override
    public void record(TraceEvent event) {
        record(event, clock.getAsLong());
    }

    /** Writes an event that happened at that time. */
    void record(TraceEvent event, long atNanos) {
        json.writeStartObject();
        json.writeNumberProperty("seq", ++sequence);
        json.writeNumberProperty("at", atNanos);
        json.writeStringProperty("node", event.node().toString());
        json.writeStringProperty("ev", event.name());
        List<Object> arguments = event.arguments();
        for (int i = 0; i < arguments.size(); i += 2) {
            json.writeName((String) arguments.get(i));
            writeValue(arguments.get(i + 1));
        }
        NodeState state = event.state();
        json.writeName("s");
        json.writeStartObject();
        json.writeNumberProperty("term", state.term());
        json.writeStringProperty("vote", state.vote());
        json.writeStringProperty("role", state.role());
        json.writeNumberProperty("lastIndex", state.lastIndex());
        json.writeNumberProperty("lastTerm", state.lastTerm());
        json.writeNumberProperty("commit", state.commit());
        json.writeNumberProperty("applied", state.applied());
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void handOn() {
        json.flush();
    }

    @Override
    public void close() {
        json.close();
    }

    private void writeValue(Object value) {
        switch (value) {
            case Boolean truth -> json.writeBoolean(truth);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(this::writeValue);
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }
}
