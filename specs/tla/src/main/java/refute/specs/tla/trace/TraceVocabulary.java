package refute.specs.tla.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which events a spec knows.
 *
 * @param events what each says besides who did it, by name
 * @param state what every event says of the node's variables
 * @param layout where in a line it stands
 */
public record TraceVocabulary(SequencedMap<String, List<Field>> events, List<Field> state, Layout layout) {
    /** How a line is laid out. */
    public enum Layout {
        /** {@code {"seq", "at", "node", "ev", ARGUMENTS, "s": {STATE}}}. */
        FLAT("ev", "node"),
        /** As go.etcd.io/raft records it: {@link EtcdRaftLine}. */
        ETCD_RAFT("name", "nid");

        private final String event;
        private final String node;

        Layout(String event, String node) {
            this.event = event;
            this.node = node;
        }

        /** The key of the event's name. */
        String event() {
            return event;
        }

        /** The key of who did it. */
        String node() {
            return node;
        }
    }

    public TraceVocabulary {
        events = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(events));
        state = List.copyOf(state);
    }

    /**
     * Something that an event says.
     *
     * @param name its key
     * @param kind what stands there
     * @param words which texts may stand there, of a {@link Kind#WORD}; else empty
     */
    public record Field(String name, Kind kind, List<String> words) {
        public Field {
            words = List.copyOf(words);
        }
    }

    /** What can stand at a key. */
    public enum Kind {
        NUMBER("a number from 0 to 2147483647"),
        TRUTH("true or false"),
        NODE("the name of a node"),
        NAME("the name of a node, or \"\""),
        NODES("a list of names of nodes"),
        WORD("a word");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        /** What is expected, for people. */
        public String description() {
            return description;
        }
    }

    /** Reads {@code NAMEStep.json}. */
    static TraceVocabulary read(String json) {
        JsonNode about = JsonMapper.shared().readTree(json);
        JsonNode words = about.path("words");
        SequencedMap<String, List<Field>> events = new LinkedHashMap<>();
        about.path("events").properties().forEach(event -> events.put(event.getKey(), fields(event.getValue(), words)));
        String layout = about.path("layout").asString("flat").replace('-', '_');
        return new TraceVocabulary(
                events, fields(about.path("state"), words), Layout.valueOf(layout.toUpperCase(java.util.Locale.ROOT)));
    }

    private static List<Field> fields(JsonNode object, JsonNode words) {
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String kind = field.getValue().asString();
            List<String> allowed = new ArrayList<>();
            words.path(kind).forEach(word -> allowed.add(word.asString()));
            fields.add(new Field(field.getKey(), allowed.isEmpty() ? kind(kind) : Kind.WORD, allowed));
        }
        return fields;
    }

    private static Kind kind(String word) {
        return Kind.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
}
