package refute.kv.raft;

import java.util.LinkedHashMap;
import java.util.Map;
import refute.kv.NodeId;
import refute.kv.trace.TraceEvent;
import refute.kv.trace.TraceSink;

/** Makes trace events out of what the node does. Callers ask {@link #isOn} first where building the arguments costs something. */
final class Trace {
    private final TraceSink sink;
    private final Variables v;

    Trace(TraceSink sink, Variables variables) {
        this.sink = sink;
        this.v = variables;
    }

    boolean isOn() {
        return sink.isOn();
    }

    void event(String name) {
        if (isOn()) {
            record(name, Map.of());
        }
    }

    void event(String name, String key, Object value) {
        if (isOn()) {
            record(name, Map.of(key, plain(value)));
        }
    }

    /** Takes names and values in turn. */
    void event(String name, Object... namesAndValues) {
        if (!isOn()) {
            return;
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], plain(namesAndValues[i + 1]));
        }
        record(name, arguments);
    }

    private void record(String name, Map<String, Object> arguments) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("term", v.term);
        state.put("vote", plain(v.vote));
        state.put("role", word(v.role));
        state.put("lastIndex", v.log.lastIndex());
        state.put("lastTerm", v.log.lastTerm());
        state.put("commit", v.commit);
        state.put("applied", v.applied);
        sink.record(new TraceEvent(v.self, name, arguments, state));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case NodeId id -> id.isSomebody() ? id.toString() : "";
            case Members members ->
                members.voters().stream().map(NodeId::toString).toList();
            default -> value;
        };
    }

    private static String word(Role role) {
        return switch (role) {
            case FOLLOWER -> "follower";
            case PRE_CANDIDATE -> "precandidate";
            case CANDIDATE -> "candidate";
            case LEADER -> "leader";
        };
    }
}
