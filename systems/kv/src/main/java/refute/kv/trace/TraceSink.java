package refute.kv.trace;

/** Takes events in the order in which they happened. */
public interface TraceSink {
    /** Takes nothing. */
    TraceSink OFF = new TraceSink() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void record(TraceEvent event) {
            // Nobody asked for it.
        }
    };

    /** Returns whether events are wanted at all. If not, none need be made. */
    default boolean isOn() {
        return true;
    }

    /** Takes the next event. When this returns, it outlives the process, if what the sink keeps does. */
    void record(TraceEvent event);
}
