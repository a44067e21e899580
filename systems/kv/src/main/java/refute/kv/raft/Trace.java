package refute.kv.raft;

import refute.kv.NodeId;
import refute.kv.trace.NodeState;
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
            record(name);
        }
    }

    void event(String name, String key, Object value) {
        if (isOn()) {
            record(name, key, plain(value));
        }
    }

    /** Takes names and values in turn. */
    void event(String name, Object... namesAndValues) {
        if (!isOn()) {
            return;
        }
        for (int i = 1; i < namesAndValues.length; i += 2) {
            namesAndValues[i] = plain(namesAndValues[i]);
        }
        record(name, namesAndValues);
    }

    private void record(String name, Object... namesAndValues) {
        NodeState state = new NodeState(
                v.term, text(v.vote), word(v.role), v.log.lastIndex(), v.log.lastTerm(), v.commit, v.applied);
        sink.record(new TraceEvent(v.self, name, state, namesAndValues));
    }

    private static String text(NodeId id) {
        return id.isSomebody() ? id.toString() : "";
    }

    private static Object plain(Object value) {
        return switch (value) {
            case NodeId id -> text(id);
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
