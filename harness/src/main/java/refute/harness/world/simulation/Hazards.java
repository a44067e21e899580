package refute.harness.world.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import refute.harness.Seed;
import refute.harness.workload.Hardship;

/**
 * How hard the simulated machines have it, besides the faults of the schedule: what of chance may go wrong, and how often.
 * All probabilities are cases in a million; all times are nanoseconds.
 *
 * <p>Each run of a swarm has some hazards switched off and the others at a strength of its own (Groce et al., Swarm Testing,
 * ISSTA 2012): a run in which everything goes wrong at once hides what only shows when one thing does.
 *
 * @param network of messages between nodes
 * @param disk of files
 * @param clock of clocks
 * @param crash of whole machines
 * @param leaders of whoever leads
 */
public record Hazards(Net network, Disk disk, Clock clock, Crash crash, Leaders leaders) {
    private static final int FAILING_MOST = 20_000;
    private static final int FULL_MOST = 5_000;
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;
    private static final int MILLION = 1_000_000;
    private static final int[] WITHIN_EVENTS = {1, 6, 100};

    /** Machines to which nothing happens: messages take half a millisecond, a sync two. */
    public static final Hazards CALM = new Hazards(
            new Net(500 * MICRO, 200 * MICRO, 0, 0, 0, 0, 0),
            new Disk(MILLI, 2 * MILLI, 0, 0, 0, 0, 0),
            new Clock(0, 0, 0, 0),
            new Crash(0, 0, 0, 1),
            new Leaders(0, 0, 0, 1, 1));

    /**
     * Messages between nodes. Clients' connections have the latency alone: they are streams, and lose nothing but by a cut.
     *
     * @param latencyNanos the least that a message takes
     * @param spreadNanos at most so much longer, mostly much less
     * @param lost how many never arrive
     * @param doubled how many arrive twice
     * @param late how many take up to {@code lateNanosMax} longer, and so are overtaken
     * @param lateNanosMax at most
     * @param echoing how many begin a stretch of up to {@code lateNanosMax}, of which everything arrives a second time, in order
     */
    public record Net(
            long latencyNanos, long spreadNanos, int lost, int doubled, int late, long lateNanosMax, int echoing) {}

    /**
     * Files.
     *
     * @param syncNanos the least that a sync takes
     * @param spreadNanos at most so much longer
     * @param slow how many syncs take up to {@code slowNanosMax} longer
     * @param slowNanosMax at most
     * @param failing how many syncs end with an input/output error; what they should have made durable then never is
     * @param full how many writes find no space left
     * @param rotting how many starts of a machine find an old sector changed, lost or written by mistake; only a minority of
     *     the nodes has such disks
     */
    public record Disk(
            long syncNanos, long spreadNanos, int slow, long slowNanosMax, int failing, int full, int rotting) {}

    /**
     * Clocks.
     *
     * @param offsetNanosMax by how much wall clocks are wrong from the start, at most
     * @param driftMax by how many millionths monotonic and wall clocks run fast or slow, at most
     * @param jumpEveryNanos how far apart jumps of wall clocks are on average; 0: there are none
     * @param jumpNanosMax how far they jump, at most
     */
    public record Clock(long offsetNanosMax, int driftMax, long jumpEveryNanos, long jumpNanosMax) {}

    /**
     * Machines that go down.
     *
     * @param powerLoss how many of a million times the power is lost, instead of the process alone being killed; of the kills of the
     *     schedule, too
     * @param sudden how many of a million calls of a disk or the network are a process's last, whatever it is in the midst of; while
     *     a disk is at work it is likelier by some times
     * @param spoken of one machine alone: of a million messages that it sends while its disk is at work, how many are its last before it
     *     goes down, which it does before the disk is done; what it has promised and not yet written it then may not remember
     * @param downNanosMax how long it takes after a sudden crash until the machine is up again, at most
     */
    public record Crash(int powerLoss, int sudden, int spoken, long downNanosMax) {}

    /**
     * Blows that fall when somebody begins to lead: that is when most is under way. One run's blows fall within the new leader's first
     * few events, another's when all has settled again. Counted in its events and not in time, as it is a message or a sync too few
     * or too many that matters.
     *
     * @param killed how many of a million new leaders go down
     * @param alone how many are cut off from all other nodes for a while; their clients still reach them
     * @param parted with how many of a million new leaders two nodes, whichever they are, no longer hear each other for a while; of each
     *     two nodes
     * @param withinEventsMax after how many of the leader's events, at most; mostly much fewer
     * @param cutNanosMax how long a cut lasts, at most
     */
    public record Leaders(int killed, int alone, int parted, int withinEventsMax, long cutNanosMax) {
        boolean none() {
            return killed == 0 && alone == 0 && parted == 0;
        }
    }

    /** The same, but that nothing varies: messages and syncs take the least that they do here, and clocks are right. */
    Hazards even() {
        return new Hazards(
                new Net(
                        network.latencyNanos,
                        0,
                        network.lost,
                        network.doubled,
                        network.late,
                        network.lateNanosMax,
                        network.echoing),
                new Disk(disk.syncNanos, 0, disk.slow, disk.slowNanosMax, disk.failing, disk.full, disk.rotting),
                new Clock(0, 0, clock.jumpEveryNanos, clock.jumpNanosMax),
                crash,
                leaders);
    }

    /**
     * The same, in which what these accidents are of is not switched off: what is given by a list happens under any seed. With rot on the list, the
     * system is set up for disks that may rot, as it would be under a seed that draws some.
     */
    Hazards admitting(List<Accident> accidents) {
        Set<Accident.What> given = EnumSet.noneOf(Accident.What.class);
        accidents.forEach(accident -> given.add(accident.what()));
        return new Hazards(
                new Net(
                        network.latencyNanos,
                        network.spreadNanos,
                        on(network.lost, given, Accident.What.MESSAGE_LOST),
                        on(network.doubled, given, Accident.What.MESSAGE_DOUBLED),
                        on(network.late, given, Accident.What.MESSAGE_LATE),
                        network.lateNanosMax,
                        on(network.echoing, given, Accident.What.STRETCH_ECHOED)),
                new Disk(
                        disk.syncNanos,
                        disk.spreadNanos,
                        on(disk.slow, given, Accident.What.SYNC_SLOW),
                        disk.slowNanosMax,
                        on(disk.failing, given, Accident.What.SYNC_FAILED),
                        on(disk.full, given, Accident.What.NO_SPACE),
                        on(disk.rotting, given, Accident.What.DISK_ROTTEN)),
                clock,
                new Crash(
                        on(crash.powerLoss, given, Accident.What.POWER_LOST),
                        on(crash.sudden, given, Accident.What.CRASH, Accident.What.CRASH_AT_WORK),
                        on(crash.spoken, given, Accident.What.CRASH_AFTER_WORD),
                        crash.downNanosMax),
                new Leaders(
                        on(leaders.killed, given, Accident.What.LEADER_KILLED),
                        on(leaders.alone, given, Accident.What.LEADER_ALONE),
                        on(leaders.parted, given, Accident.What.NODES_PARTED),
                        leaders.withinEventsMax,
                        leaders.cutNanosMax));
    }

    private static int on(int cases, Set<Accident.What> given, Accident.What... its) {
        return cases == 0 && Arrays.stream(its).anyMatch(given::contains) ? 1 : cases;
    }

    /** The hazards of one run of a swarm: a pure function of the seed. */
    public static Hazards draw(Seed seed) {
        return new Hazards(
                network(new Chance(seed.substream("network"))),
                disk(new Chance(seed.substream("disk"))),
                clock(new Chance(seed.substream("clock"))),
                crash(new Chance(seed.substream("crash"))),
                leaders(new Chance(seed.substream("leaders"))));
    }

    private static Net network(Chance chance) {
        long latency = 100 * MICRO + chance.nextLong(chance.nextBoolean() ? MILLI : 8 * MILLI);
        return new Net(
                latency,
                50 * MICRO + chance.nextLong(chance.nextBoolean() ? MILLI : 20 * MILLI),
                some(chance, chance.nextBoolean() ? 100_000 : 400_000),
                some(chance, 100_000),
                some(chance, chance.nextBoolean() ? 30_000 : 200_000),
                20 * MILLI + chance.nextLong(1_500 * MILLI),
                some(chance, 2_000));
    }

    private static Disk disk(Chance chance) {
        return new Disk(
                50 * MICRO + chance.nextLong(2 * MILLI),
                100 * MICRO + chance.nextLong(chance.nextBoolean() ? 2 * MILLI : 30 * MILLI),
                some(chance, 10_000),
                50 * MILLI + chance.nextLong(950 * MILLI),
                rare(chance, 3_000),
                rare(chance, 1_500),
                rare(chance, 400_000));
    }

    private static Clock clock(Chance chance) {
        return new Clock(
                chance.nextBoolean() ? 0 : chance.nextLong(10_000 * MILLI),
                some(chance, 40_000),
                chance.nextBoolean()
                        ? 0
                        : 10 * MILLI + chance.nextLong(chance.nextBoolean() ? 50 * MILLI : 5_000 * MILLI),
                1 + chance.nextLong(chance.nextBoolean() ? 500 * MILLI : 60_000 * MILLI));
    }

    private static Crash crash(Chance chance) {
        int powerLoss = switch (chance.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 1_000_000;
            default -> 500_000;
        };
        return new Crash(
                powerLoss,
                some(chance, chance.nextBoolean() ? 500 : 6_000),
                some(chance, MILLION),
                MILLI + chance.nextLong(chance.nextBoolean() ? 10 * MILLI : 300 * MILLI));
    }

    private static Leaders leaders(Chance chance) {
        return new Leaders(
                someOrAll(chance),
                someOrAll(chance),
                someOrAll(chance) / 2,
                WITHIN_EVENTS[chance.nextInt(WITHIN_EVENTS.length)],
                20 * MILLI + chance.nextLong(chance.nextBoolean() ? 800 * MILLI : 4_000 * MILLI));
    }

    /** Nothing, so many, or all: a chain of like blows is likely only if each is. */
    private static int someOrAll(Chance chance) {
        return switch (chance.nextInt(3)) {
            case 0 -> 0;
            case 1 -> chance.nextInt(MILLION);
            default -> MILLION;
        };
    }

    /** Nothing in every second run. */
    private static int some(Chance chance, int most) {
        return chance.nextBoolean() ? 0 : chance.nextInt(most);
    }

    /** Nothing in three runs of four. */
    private static int rare(Chance chance, int most) {
        return chance.nextInt(4) > 0 ? 0 : chance.nextInt(most);
    }

    /** The same, for a workload that is about this; a pure function of the seed. */
    Hazards under(Hardship hardship, Seed seed) {
        return switch (hardship) {
            case USUAL -> this;
            case KILL -> under(new Crash(0, crash.sudden, crash.spoken, crash.downNanosMax));
            case POWER -> under(new Crash(MILLION, crash.sudden, crash.spoken, crash.downNanosMax));
            case DISK -> {
                Chance chance = new Chance(seed);
                int failing = 300 + chance.nextInt(FAILING_MOST);
                int full = chance.nextBoolean() ? 0 : 300 + chance.nextInt(FULL_MOST);
                yield new Hazards(
                        network,
                        new Disk(
                                disk.syncNanos,
                                disk.spreadNanos,
                                disk.slow,
                                disk.slowNanosMax,
                                failing,
                                full,
                                disk.rotting),
                        clock,
                        crash,
                        leaders);
            }
        };
    }

    private Hazards under(Crash its) {
        return new Hazards(network, disk, clock, its, leaders);
    }

    /** What is switched on, in words. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(String.format(
                Locale.ROOT,
                "messages take %.1f to %.1f ms, syncs %.1f to %.1f ms",
                network.latencyNanos() / 1e6,
                (network.latencyNanos() + network.spreadNanos()) / 1e6,
                disk.syncNanos() / 1e6,
                (disk.syncNanos() + disk.spreadNanos()) / 1e6));
        add(words, "messages lost", network.lost());
        add(words, "messages doubled", network.doubled());
        add(words, "messages late", network.late());
        add(words, "stretches echoed", network.echoing());
        add(words, "syncs slow", disk.slow());
        add(words, "syncs failing", disk.failing());
        add(words, "writes without space", disk.full());
        add(words, "starts on a rotten disk", disk.rotting());
        add(words, "clocks drifting", clock.driftMax());
        if (clock.jumpEveryNanos() > 0) {
            words.add("wall clocks jumping");
        }
        add(words, "kills by power loss", crash.powerLoss());
        add(words, "sudden crashes", crash.sudden());
        add(words, "crashes of one node after a word", crash.spoken());
        add(words, "new leaders killed", leaders.killed());
        add(words, "new leaders alone", leaders.alone());
        add(words, "nodes parted", leaders.parted());
        return words;
    }

    private static void add(List<String> words, String what, int million) {
        if (million > 0) {
            words.add(String.format(Locale.ROOT, "%s %.2f %%", what, million / 1e4));
        }
    }
}
