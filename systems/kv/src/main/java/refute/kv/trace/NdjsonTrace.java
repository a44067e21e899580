package refute.kv.trace;

import java.io.Closeable;
import java.io.Writer;
import java.util.List;
import java.util.Map;
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
        json.writeStartObject();
        json.writeNumberProperty("seq", ++sequence);
        json.writeNumberProperty("at", clock.getAsLong());
        json.writeStringProperty("node", event.node().toString());
        json.writeStringProperty("ev", event.name());
        event.arguments().forEach((name, value) -> write(json, name, value));
        json.writeName("s");
        json.writeStartObject();
        event.state().forEach((name, value) -> write(json, name, value));
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

    private static void write(JsonGenerator json, String name, Object value) {
        json.writeName(name);
        writeValue(json, value);
    }

    private static void writeValue(JsonGenerator json, Object value) {
        switch (value) {
            case Boolean truth -> json.writeBoolean(truth);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(item -> writeValue(json, item));
                json.writeEndArray();
            }
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, item) -> write(json, key.toString(), item));
                json.writeEndObject();
            }
            default -> json.writeString(value.toString());
        }
    }
}
