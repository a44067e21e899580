package refute.kv.trace;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes events as lines of JSON. Not safe for threads. */
final class EventLine {
    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator("").build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes);

    /** The line of an event, its end included. */
    ByteBuffer of(TraceEvent event, long sequence, long atNanos) {
        bytes.reset();
        json.writeStartObject();
        json.writeNumberProperty("seq", sequence);
        json.writeNumberProperty("at", atNanos);
        json.writeStringProperty("node", event.node().toString());
        json.writeStringProperty("ev", event.name());
        properties(event.arguments());
        json.writeName("s");
        json.writeStartObject();
        properties(event.state().namesAndValues());
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /** The same as text. */
    String text(TraceEvent event, long sequence, long atNanos) {
        return StandardCharsets.UTF_8.decode(of(event, sequence, atNanos)).toString();
    }

    private void properties(List<Object> namesAndValues) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            json.writeName((String) namesAndValues.get(i));
            value(namesAndValues.get(i + 1));
        }
    }

    private void value(Object value) {
        switch (value) {
            case Boolean truth -> json.writeBoolean(truth);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case List<?> items -> {
                json.writeStartArray();
                items.forEach(this::value);
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }
}
