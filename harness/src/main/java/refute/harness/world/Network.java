package refute.harness.world;

import java.util.Map;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;

/**
 * All links of a cluster, each way by itself. Impairments of several faults may lie on one way at once: each is imposed and
 * lifted under its fault's id.
 */
public interface Network extends AutoCloseable {
    /** Imposes all of these as nearly at once as it can, and returns when all are in force. */
    void impose(String id, Map<Way, Impairment> impairments);

    /** Lifts all that was imposed under this id; does nothing if nothing was. */
    void lift(String id);

    /** Lifts everything. */
    void liftAll();

    /** Bytes so far, by way: what shows that a cut bites. */
    Map<Way, Traffic> traffic();

    /**
     * Whether the bytes of a connection may be counted only once it has ended, so that whoever wants to know what a fault did
     * waits a little after its end.
     */
    default boolean countsAtEnd() {
        return true;
    }

    @Override
    void close();

    /**
     * What went into a way and what came out of it.
     *
     * @param bytesIn received by the proxy from the sender
     * @param bytesOut passed on to the receiver
     * @param connections open now: evidence where an engine counts a connection's bytes only when it ends; 0 if unknown
     */
    record Traffic(long bytesIn, long bytesOut, int connections) {
        public Traffic(long bytesIn, long bytesOut) {
            this(bytesIn, bytesOut, 0);
        }
    }
}
