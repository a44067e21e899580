package refute.kv.raft;

import java.util.ArrayList;
import java.util.List;
import refute.kv.GroupId;
import refute.kv.NodeId;

/**
 * What is fixed for the life of a node.
 *
 * @param self its name
 * @param group its group
 * @param timing how long it waits
 * @param limits how much it takes
 * @param snapshots when it takes snapshots
 */
public record Settings(NodeId self, GroupId group, Timing timing, Limits limits, Snapshots snapshots) {
    /** Returns the defaults for that node in the first group. */
    public static Settings of(NodeId self) {
        return new Settings(self, GroupId.FIRST, Timing.DEFAULT, Limits.DEFAULT, Snapshots.DEFAULT);
    }

    /** Returns these settings with another timing. */
    public Settings with(Timing changed) {
        return new Settings(self, group, changed, limits, snapshots);
    }

    /** Returns these settings with other limits. */
    public Settings with(Limits changed) {
        return new Settings(self, group, timing, changed, snapshots);
    }

    /** Returns these settings with other times for snapshots. */
    public Settings with(Snapshots changed) {
        return new Settings(self, group, timing, limits, changed);
    }

    /**
     * How long a node waits, in nanoseconds of the monotonic clock.
     *
     * @param heartbeatNanos the time between two heartbeats of a leader
     * @param electionNanos how long a follower waits for a leader at least; at most three quarters longer
     * @param readNanos after how long an unanswered read is given up
     * @param leaseReads whether the leader may answer reads by its lease; the same on all members
     * @param leaseDriftPerMille by how much of an election time-out a lease is shorter, for clocks that run at different speeds
     */
    public record Timing(
            long heartbeatNanos, long electionNanos, long readNanos, boolean leaseReads, int leaseDriftPerMille) {
        /** 100 ms between heartbeats, 1 to 1.75 s to an election, 5 s for a read, no leases. */
        public static final Timing DEFAULT = new Timing(100_000_000L, 1_000_000_000L, 5_000_000_000L, false, 100);

        public Timing {
            List<String> problems = new ArrayList<>();
            if (heartbeatNanos < 1) {
                problems.add("heartbeats need time between them, not " + heartbeatNanos + " ns");
            }
            if (electionNanos < 3 * heartbeatNanos) {
                problems.add("an election time-out is at least three heartbeats, not " + electionNanos + " ns");
            }
            if (readNanos < 1) {
                problems.add("a read needs time, not " + readNanos + " ns");
            }
            if (leaseDriftPerMille < 0 || leaseDriftPerMille > 900) {
                problems.add("a drift bound is 0 to 900 per mille, not " + leaseDriftPerMille);
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
        }

        /** Returns the same timing with lease reads on or off. */
        public Timing withLeaseReads(boolean on) {
            return new Timing(heartbeatNanos, electionNanos, readNanos, on, leaseDriftPerMille);
        }

        long leaseNanos() {
            return electionNanos - electionNanos / 1000 * leaseDriftPerMille;
        }
    }

    /**
     * How much a node takes.
     *
     * @param keyBytes the longest key, or name of a stream
     * @param valueBytes the longest value or record, and the longest transaction
     * @param messageBytes about how many bytes of entries go into one message; one entry always fits
     * @param window how many append messages may be on their way to a follower
     * @param pending how many requests may wait
     */
    public record Limits(int keyBytes, int valueBytes, int messageBytes, int window, int pending) {
        /** Keys of 4 KiB, values of 1 MiB, messages of 512 KiB, 64 of them on their way, 20,000 requests. */
        public static final Limits DEFAULT = new Limits(4096, 1 << 20, 512 * 1024, 64, 20_000);

        public Limits {
            if (keyBytes < 1 || valueBytes < 1 || messageBytes < 1 || window < 1 || pending < 1) {
                throw new IllegalArgumentException("limits are at least 1: " + keyBytes + ", " + valueBytes + ", "
                        + messageBytes + ", " + window + ", " + pending);
            }
        }
    }

    /**
     * When a node takes snapshots.
     *
     * @param everyEntries after how many applied entries
     * @param keepEntries how many entries before the snapshot stay in memory, for followers that are a little late
     * @param sessionIdleEntries after how many entries without a command a session may be forgotten
     */
    public record Snapshots(long everyEntries, long keepEntries, long sessionIdleEntries) {
        /** Every 10,000 entries, keeping 5,000; sessions after a million. */
        public static final Snapshots DEFAULT = new Snapshots(10_000, 5_000, 1_000_000);

        public Snapshots {
            if (everyEntries < 1 || keepEntries < 0 || sessionIdleEntries < 1) {
                throw new IllegalArgumentException("not a rhythm of snapshots: every " + everyEntries + ", keeping "
                        + keepEntries + ", sessions " + sessionIdleEntries);
            }
        }
    }
}
