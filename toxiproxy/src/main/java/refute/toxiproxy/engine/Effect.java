package refute.toxiproxy.engine;

import java.util.List;

/**
 * What a toxic does to the bytes of a link. Values are taken as they come, negative ones too, because Toxiproxy's API
 * accepts them; the stages treat a negative value as zero.
 */
public sealed interface Effect {

    /** The values in the order of {@link ToxicKind#attributes()}. */
    List<Long> values();

    /** Nothing. */
    record Noop() implements Effect {
        @Override
        public List<Long> values() {
            return List.of();
        }
    }

    /** Each chunk is delayed by {@code latencyMillis}, plus or minus up to {@code jitterMillis}; order is kept. */
    record Latency(long latencyMillis, long jitterMillis) implements Effect {
        @Override
        public List<Long> values() {
            return List.of(latencyMillis, jitterMillis);
        }
    }

    /** At most {@code rateKilobytes} (1000 bytes) a second; 0 stalls without loss until it is changed or removed. */
    record Bandwidth(long rateKilobytes) implements Effect {
        @Override
        public List<Long> values() {
            return List.of(rateKilobytes);
        }
    }

    /** The end of the stream is held back for {@code delayMillis}. */
    record SlowClose(long delayMillis) implements Effect {
        @Override
        public List<Long> values() {
            return List.of(delayMillis);
        }
    }

    /**
     * All data is dropped; the connection ends after {@code timeoutMillis} without data, or never if that is 0. Removing
     * the toxic ends the connection, since bytes are missing from it.
     */
    record Timeout(long timeoutMillis) implements Effect {
        @Override
        public List<Long> values() {
            return List.of(timeoutMillis);
        }
    }

    /** Chunks are cut into pieces of about {@code averageBytes}, {@code delayMicros} apart. */
    record Slicer(long averageBytes, long variationBytes, long delayMicros) implements Effect {
        @Override
        public List<Long> values() {
            return List.of(averageBytes, variationBytes, delayMicros);
        }
    }

    /** The connection ends after {@code bytes} bytes. */
    record LimitData(long bytes) implements Effect {
        @Override
        public List<Long> values() {
            return List.of(bytes);
        }
    }

    /** The first data or end of the stream resets the connection (TCP RST), {@code timeoutMillis} later. */
    record ResetPeer(long timeoutMillis) implements Effect {
        @Override
        public List<Long> values() {
            return List.of(timeoutMillis);
        }
    }
}
