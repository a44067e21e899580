package refute.harness.fault;

import refute.harness.system.NodeId;

/** One direction in which data flows: what {@code from} sends to {@code to}, whoever opened the connection. */
public record Way(NodeId from, NodeId to) {
    public Way {
        if (from.equals(to)) {
            throw new IllegalArgumentException("a way leads from one party to another: " + from);
        }
    }

    @Override
    public String toString() {
        return from + "→" + to;
    }
}
