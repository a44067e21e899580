package refute.specs.tla.trace;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.check.RecordedEvent;
import refute.harness.check.Trace;
import refute.specs.tla.trace.TraceVocabulary.Field;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads events from lines, or those that are there already, and lists what is wrong with them: each line by itself, and whether their numbers rise by one. */
final class TraceReader implements Closeable {
    /** A longer line is none of ours. */
    private static final int LINE_CHARS_MAX = 1 << 20;

    private static final int NAME_CHARS_MAX = 40;
    private static final String NAME_CHARS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
    private static final JsonFactory JSON = new JsonFactory();

    private final TraceVocabulary vocabulary;
    private final String file;
    private final Iterator<RecordedEvent> recorded;
    private final BufferedReader lines;
    private final BadInput.Collector problems;
    private final Map<String, Object> said = new HashMap<>();
    private final Map<String, Object> after = new HashMap<>();
    private long line;
    private long sequence = -1;

    /** Something in a line is not as it should be. */
    private static final class Odd extends Exception {
        private static final long serialVersionUID = 1L;

        Odd(String what) {
            super(what, null, false, false);
        }
    }

    TraceReader(TraceVocabulary vocabulary, Trace source, BadInput.Collector problems) throws IOException {
        this.vocabulary = vocabulary;
        this.file = source.name();
        this.recorded = source.events().orElse(List.of()).iterator();
        // Of events that are there, the text is never made.
        this.lines = source.events().isPresent() ? new BufferedReader(Reader.nullReader()) : source.open();
        this.problems = problems;
    }

    /** The next event that can be used; empty at the end, or when there are problems enough. */
    Optional<TraceEvent> next() throws IOException {
        while (!problems.isFull() && recorded.hasNext()) {
            line++;
            try {
                Optional<TraceEvent> event = event(recorded.next());
                if (event.isPresent()) {
                    return event;
                }
            } catch (Odd odd) {
                problem(String.valueOf(odd.getMessage()), "");
            }
        }
        while (!problems.isFull()) {
            String text = lines.readLine();
            if (text == null) {
                return Optional.empty();
            }
            line++;
            if (text.isBlank()) {
                continue;
            }
            try {
                Optional<TraceEvent> event = event(text);
                if (event.isPresent()) {
                    return event;
                }
            } catch (Odd odd) {
                problem(String.valueOf(odd.getMessage()), "");
            } catch (JacksonException e) {
                problem("is no JSON object, or is cut off: " + firstLine(e.getOriginalMessage()), "");
            }
        }
        return Optional.empty();
    }

    /** The event; empty if what is wrong with it has been told. */
    private Optional<TraceEvent> event(String text) throws Odd {
        if (text.length() > LINE_CHARS_MAX) {
            throw new Odd("is longer than " + LINE_CHARS_MAX + " characters");
        }
        return switch (vocabulary.layout()) {
            case FLAT -> flat(text);
            case ETCD_RAFT -> ofEtcdRaft(text);
        };
    }

    /** These have no numbers: they get those of their places. */
    private Optional<TraceEvent> ofEtcdRaft(String text) throws Odd {
        JsonNode whole = JsonMapper.shared().readTree(text);
        if (!whole.isObject()) {
            throw new Odd("is no JSON object");
        }
        Optional<EtcdRaftLine> found = EtcdRaftLine.of(whole);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        EtcdRaftLine one = found.get();
        sequence = Math.max(0, sequence) + 1;
        if (one.beyond().isPresent()) {
            throw new Odd(one.beyond().get());
        }
        return event(one.node(), one.name(), one.atNanos(), one::argument, one::state);
    }

    private Optional<TraceEvent> flat(String text) throws Odd {
        said.clear();
        after.clear();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Odd("is no JSON object");
            }
            object(json, said, 0);
            if (json.nextToken() != null) {
                throw new Odd("goes on after its JSON object");
            }
        }
        follow(said.get("seq"));
        long at = said.get("at") instanceof Long nanos ? nanos : -1;
        return event(said.get("node"), said.get("ev"), at, said::get, after::get);
    }

    private Optional<TraceEvent> event(RecordedEvent event) throws Odd {
        follow(event.sequence());
        return event(
                event.node(), event.name(), event.atNanos(), new InTurn(event.arguments()), new InTurn(event.state()));
    }

    /** Finds values by name among names and values in turn; at once, if they are asked for in the order in which they stand there. */
    private static final class InTurn implements Function<String, @Nullable Object> {
        private final List<Object> namesAndValues;
        private int next;

        InTurn(List<Object> namesAndValues) {
            this.namesAndValues = namesAndValues;
        }

        @Override
        public @Nullable Object apply(String name) {
            int size = namesAndValues.size();
            for (int looked = 0; looked + 1 < size; looked += 2) {
                int at = next + 1 < size ? next : 0;
                next = at + 2;
                if (name.equals(namesAndValues.get(at))) {
                    return namesAndValues.get(at + 1);
                }
            }
            return null;
        }
    }

    private Optional<TraceEvent> event(
            @Nullable Object who,
            @Nullable Object what,
            long at,
            Function<String, @Nullable Object> arguments,
            Function<String, @Nullable Object> state)
            throws Odd {
        if (!(what instanceof String name)) {
            throw new Odd("says no event: \"" + vocabulary.layout().event() + "\" is missing, or no text");
        }
        List<Field> fields = vocabulary.events().get(name);
        if (fields == null) {
            List<String> known = List.copyOf(vocabulary.events().keySet());
            problem("there is no event '" + name + "'", Nearest.remedy(name, known));
            return Optional.empty();
        }
        int before = problems.count();
        String node = who instanceof String its && isName(its) ? its : "";
        if (node.isEmpty()) {
            problem("says not who: \"" + vocabulary.layout().node() + "\" is missing, or no name", "");
        }
        List<Object> bound = bind(fields, arguments, name, "");
        List<Object> observed = bind(vocabulary.state(), state, name, "s.");
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new TraceEvent(line, sequence, at, node, name, bound, observed));
    }

    private void object(JsonParser json, Map<String, Object> into, int level) throws Odd {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken token = json.nextToken();
            if (token == null) {
                throw new Odd("is cut off");
            }
            if (token == JsonToken.START_OBJECT && key.equals("s") && level == 0) {
                into.put(key, after);
                object(json, after, level + 1);
            } else if (into.put(key, value(json, token)) != null) {
                throw new Odd("says \"" + key + "\" twice");
            }
        }
    }

    private static Object value(JsonParser json, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? "" : json.getLongValue();
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                for (JsonToken item = json.nextToken();
                        item != JsonToken.END_ARRAY && item != null;
                        item = json.nextToken()) {
                    items.add(value(json, item));
                }
                yield items;
            }
            default -> {
                json.skipChildren();
                // Of a kind that no event of ours has.
                yield token;
            }
        };
    }

    /** Numbers rise by one. */
    private void follow(@Nullable Object number) throws Odd {
        if (!(number instanceof Long value) || value < 0) {
            throw new Odd("has no number: \"seq\" is missing, or no number from 0 on");
        }
        if (sequence >= 0 && value != sequence + 1) {
            problem("has the number " + value + " after " + sequence, "numbers rise by one");
        }
        sequence = value;
    }

    private List<Object> bind(List<Field> fields, Function<String, @Nullable Object> from, String event, String where) {
        Object[] bound = new Object[fields.size()];
        for (int i = 0; i < bound.length; i++) {
            Field field = fields.get(i);
            Object value = from.apply(field.name());
            Object fitting = value == null ? null : fitting(field, value);
            if (fitting == null) {
                String which = event + ": " + where + field.name();
                String wanted = field.words().isEmpty()
                        ? field.kind().description()
                        : "one of " + String.join(", ", field.words());
                if (value == null) {
                    problem(which + " is missing", field.kind().description());
                } else {
                    problem(which + " is not " + wanted, "");
                }
            }
            bound[i] = fitting == null ? "" : fitting;
        }
        return Arrays.asList(bound);
    }

    /** The value as the event has it; nothing if it is of another kind. */
    private static @Nullable Object fitting(Field field, Object value) {
        return switch (field.kind()) {
            case NUMBER ->
                switch (value) {
                    case Long number when number >= 0 && number <= Integer.MAX_VALUE -> number.intValue();
                    case Integer number when number >= 0 -> number;
                    default -> null;
                };
            case TRUTH -> value instanceof Boolean ? value : null;
            case NODE -> value instanceof String name && isName(name) ? name : null;
            case NAME -> value instanceof String name && (name.isEmpty() || isName(name)) ? name : null;
            case NODES ->
                value instanceof List<?> names
                                && names.stream().allMatch(name -> name instanceof String one && isName(one))
                        ? names
                        : null;
            case WORD -> value instanceof String word && field.words().contains(word) ? word : null;
        };
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (NAME_CHARS.indexOf(name.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private void problem(String what, String remedy) {
        problems.add(file + ":" + line, what, remedy);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
