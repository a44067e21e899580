package refute.systems.kv.simulation;

import java.util.List;
import refute.harness.Seed;
import refute.harness.world.simulation.Chance;
import refute.kv.NodeId;
import refute.kv.raft.Members;
import refute.kv.raft.Settings;

/**
 * How the store is set up in one run: the same on all its nodes, and drawn, as what a setting hides another one shows.
 *
 * @param members who takes part
 * @param timing of elections and reads
 * @param limits small, so that messages and windows fill
 * @param snapshots often, so that logs are cut and snapshots sent
 * @param segmentBytes small, so that segments end
 */
record Setup(
        Members members,
        Settings.Timing timing,
        Settings.Limits limits,
        Settings.Snapshots snapshots,
        long segmentBytes) {
    private static final long MILLI = 1_000_000L;
    /** One entry a message, some, many. */
    private static final int[] MESSAGE_BYTES = {1, 64, 4096};
    /** Each message waits for the one before it; some are on their way at once; many. */
    private static final int[] WINDOWS = {1, 2, 5, 16};

    static Setup draw(Seed seed, List<refute.harness.system.NodeId> nodes) {
        Chance chance = new Chance(seed);
        long heartbeat = 20 * MILLI + chance.nextLong(60 * MILLI);
        long election = heartbeat * (4 + chance.nextInt(6));
        boolean leases = chance.nextBoolean();
        int messageBytes = MESSAGE_BYTES[chance.nextInt(MESSAGE_BYTES.length)];
        long every = 20 + chance.nextLong(chance.nextBoolean() ? 60 : 600);
        return new Setup(
                Members.voters(nodes.stream()
                        .mapToInt(refute.harness.system.NodeId::number)
                        .toArray()),
                new Settings.Timing(heartbeat, election, 4 * election, leases, 100),
                new Settings.Limits(64, 1024, messageBytes, WINDOWS[chance.nextInt(WINDOWS.length)], 1000),
                new Settings.Snapshots(every, chance.nextLong(every), 100_000),
                2048 + chance.nextLong(8192));
    }

    Settings of(NodeId node) {
        return Settings.of(node).with(timing).with(limits).with(snapshots);
    }
}
