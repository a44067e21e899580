package refute.systems.kv.path;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A state of the spec Raft, read as what the store is asked about. */
record PathState(Map<String, Object> values) {
    /**
     * What one node said to others.
     *
     * @param to empty if it is said to all
     * @param upTo of an agreement; else 0
     * @param lastIndex of a question: where the asker's log ends; else 0
     * @param lastTerm the term of the entry there; else 0
     */
    record Said(String kind, String from, String to, long term, long upTo, long lastIndex, long lastTerm) {}

    /** An entry of a log. */
    record Place(long term, Set<String> voters) {
        Place {
            voters = Set.copyOf(voters);
        }
    }

    /** A read that was begun. */
    record Read(long number, String node, long term, long index, Set<String> heard, boolean done) {
        Read {
            heard = Set.copyOf(heard);
        }
    }

    List<String> nodes() {
        return List.copyOf(new TreeSet<>(map(value("term")).keySet()));
    }

    long number(String variable, String node) {
        return (Long) of(variable, node);
    }

    String text(String variable, String node) {
        return (String) of(variable, node);
    }

    List<Place> log(String node) {
        return log(of("log", node));
    }

    /** The writes that are on their way, and the state of the disk before them. */
    List<Map<String, Object>> images(String node) {
        List<Map<String, Object>> images = new ArrayList<>();
        images.add(map(of("disk", node)));
        list(of("queue", node)).forEach(write -> images.add(map(field(write, "image"))));
        return images;
    }

    int writes(String node) {
        return list(of("queue", node)).size();
    }

    static List<Place> log(Object log) {
        return list(log).stream()
                .map(entry -> new Place((Long) field(entry, "term"), names(field(entry, "voters"))))
                .toList();
    }

    /** What was said. */
    Set<Said> said() {
        return saidIn(value("said"));
    }

    /** What was said, or will be once the disk of its speaker is done. */
    Set<Said> allSaid() {
        Set<Said> all = said();
        for (String node : nodes()) {
            all.addAll(saidIn(of("held", node)));
            list(of("queue", node)).forEach(write -> all.addAll(saidIn(field(write, "says"))));
        }
        return all;
    }

    List<Read> reads() {
        return list(value("reads")).stream()
                .map(read -> new Read(
                        (Long) field(read, "number"),
                        (String) field(read, "node"),
                        (Long) field(read, "term"),
                        (Long) field(read, "index"),
                        names(field(read, "heard")),
                        (Boolean) field(read, "done")))
                .toList();
    }

    /** Who leads a term, if anybody does. */
    Optional<String> leader(long term) {
        Object leaders = field(value("ghosts"), "leaders");
        return names(list(leaders).get((int) term - 1)).stream().findFirst();
    }

    /** The voters by a node's log; all nodes if nothing there says otherwise. */
    Set<String> voters(String node) {
        return log(node).reversed().stream()
                .map(Place::voters)
                .filter(voters -> !voters.isEmpty())
                .findFirst()
                .orElseGet(() -> Set.copyOf(nodes()));
    }

    /** Whether everything that is about one node alone is the same in another state. */
    boolean isSame(String node, PathState other) {
        for (String variable : List.of("term", "vote", "role", "log", "commit", "disk", "held", "queue")) {
            if (!of(variable, node).equals(other.of(variable, node))) {
                return false;
            }
        }
        return true;
    }

    private static Set<Said> saidIn(Object messages) {
        Set<Said> said = new LinkedHashSet<>();
        for (Object message : list(messages)) {
            Map<String, Object> fields = map(message);
            Map<String, Object> last = map(fields.getOrDefault("last", List.of()));
            said.add(new Said(
                    (String) field(message, "kind"),
                    (String) field(message, "from"),
                    (String) fields.getOrDefault("to", ""),
                    (Long) field(message, "term"),
                    (Long) fields.getOrDefault("upTo", 0L),
                    (Long) last.getOrDefault("index", 0L),
                    (Long) last.getOrDefault("term", 0L)));
        }
        return said;
    }

    private Object of(String variable, String node) {
        return field(value(variable), node);
    }

    private Object value(String variable) {
        return Objects.requireNonNull(values.get(variable), variable);
    }

    private static Object field(Object record, String name) {
        return Objects.requireNonNull(map(record).get(name), name);
    }

    private static Set<String> names(Object set) {
        Set<String> names = new TreeSet<>();
        list(set).forEach(name -> names.add((String) name));
        return names;
    }

    /** The empty function is a sequence for TLC. */
    @SuppressWarnings("unchecked") // JSON's objects have texts as keys.
    private static Map<String, Object> map(Object value) {
        return value instanceof List<?> empty && empty.isEmpty() ? Map.of() : (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        // A sequence that TLC keeps as a function: its keys are 1, 2, 3, in this order.
        return value instanceof Map<?, ?> function ? List.copyOf(function.values()) : (List<?>) value;
    }
}
