package refute.harness.world.simulation;

import java.util.List;

/** A simulated run came to its {@link Breakpoint}: it ends here, without a verdict. */
public final class Halted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long events;
    private final transient List<String> state;

    Halted(long events, List<String> state) {
        super("halted after " + events + " events");
        this.events = events;
        this.state = List.copyOf(state);
    }

    /** How much had happened. */
    public long events() {
        return events;
    }

    /** What the world was like, a line each: time and hash, nodes, network, accidents so far. */
    public List<String> state() {
        return state;
    }
}
