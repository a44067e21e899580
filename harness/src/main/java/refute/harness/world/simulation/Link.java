package refute.harness.world.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import refute.harness.fault.Cut;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;

/** One way of the network, with the impairments that lie on it. */
final class Link {
    /** A stalled way holds so much; senders would have stopped before. */
    private static final int HELD_MAX = 20_000;
    /** How long a connection takes to come back after a reset. */
    private static final long RECONNECT_NANOS = 20_000_000L;

    long in;
    long out;
    private final Way way;
    private final SequencedMap<String, Imposed> imposed = new LinkedHashMap<>();
    private final List<Action> held = new ArrayList<>();
    private long passableNanos;
    private long echoesUntilNanos;
    private long echoNanos;
    private long partedUntilNanos;

    /** An impairment, since when, and how many bytes have met it. */
    private static final class Imposed {
        private final Impairment impairment;
        private final long sinceNanos;
        private long bytes;

        Imposed(Impairment impairment, long sinceNanos) {
            this.impairment = impairment;
            this.sinceNanos = sinceNanos;
        }
    }

    /** What becomes of what is sent now. */
    sealed interface Fate {
        record Lost() implements Fate {}

        record Held() implements Fate {}

        record Passes(long delayNanos, long jitterNanos) implements Fate {}
    }

    Link(Way way) {
        this.way = way;
    }

    Way way() {
        return way;
    }

    boolean isFree() {
        return imposed.isEmpty();
    }

    /** What lies on it, and how much it holds. */
    String words() {
        return String.join(
                        ", ",
                        imposed.values().stream()
                                .map(each -> each.impairment.toString())
                                .toList())
                + (held.isEmpty() ? "" : "; holds " + held.size());
    }

    /** Until then everything arrives a second time, so much later. */
    void echo(long untilNanos, long nanos) {
        echoesUntilNanos = untilNanos;
        echoNanos = nanos;
    }

    boolean echoes(long nowNanos) {
        return nowNanos < echoesUntilNanos;
    }

    long echoNanos() {
        return echoNanos;
    }

    /** Until then nothing that is sent arrives. */
    void part(long untilNanos) {
        partedUntilNanos = Math.max(partedUntilNanos, untilNanos);
    }

    boolean isParted(long nowNanos) {
        return nowNanos < partedUntilNanos;
    }

    /** No hazard harms it any more. */
    void calm() {
        echo(0, 0);
        partedUntilNanos = 0;
    }

    void impose(String id, Impairment impairment, long nowNanos) {
        imposed.put(id, new Imposed(impairment, nowNanos));
    }

    void lift(String id) {
        if (imposed.remove(id) != null) {
            release();
        }
    }

    void liftAll() {
        imposed.clear();
        release();
    }

    void hold(Action arrival) {
        if (held.size() < HELD_MAX) {
            held.add(arrival);
        }
    }

    /** Of several impairments the worst decides; delays add up. */
    Fate fate(int bytes, long nowNanos) {
        long delay = 0;
        long jitter = 0;
        boolean stalled = false;
        boolean lost = false;
        for (Imposed each : imposed.values()) {
            each.bytes += bytes;
            switch (each.impairment) {
                case Impairment.Blocked blocked -> {
                    stalled |= blocked.cut() == Cut.STALLED;
                    lost |= blocked.cut() == Cut.DROPPED;
                }
                case Impairment.Late late -> {
                    delay += Math.max(0, late.delayNanos() - late.jitterNanos());
                    jitter += late.jitterNanos();
                }
                case Impairment.Narrow narrow -> {
                    long takes = bytes * 1_000_000L / Math.max(1, narrow.kilobytesPerSecond());
                    passableNanos = Math.max(passableNanos, nowNanos) + takes;
                    delay += passableNanos - nowNanos;
                }
                case Impairment.Sliced sliced -> delay += bytes / Math.max(1, sliced.bytes()) * sliced.delayNanos();
                case Impairment.Reset reset -> {
                    long age = (nowNanos - each.sinceNanos) % (Math.max(1, reset.afterNanos()) + RECONNECT_NANOS);
                    lost |= age >= reset.afterNanos();
                }
                case Impairment.Limited limited -> {
                    lost |= each.bytes > limited.bytes();
                    each.bytes = each.bytes > limited.bytes() ? 0 : each.bytes;
                }
            }
        }
        return lost ? new Fate.Lost() : stalled ? new Fate.Held() : new Fate.Passes(delay, jitter);
    }

    /** What was held goes on, unless another cut holds it. */
    private void release() {
        boolean cut = imposed.values().stream().anyMatch(each -> each.impairment instanceof Impairment.Blocked);
        if (!cut && !held.isEmpty()) {
            List<Action> free = List.copyOf(held);
            held.clear();
            free.forEach(Action::happen);
        }
    }
}
