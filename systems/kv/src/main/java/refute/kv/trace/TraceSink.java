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

    /** What was taken is handed on to whoever reads it, as what follows from it is about to be seen. */
    default void handOn() {}

    /** Takes the next event. */
    void record(TraceEvent event);
}
