package refute.harness.world.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import refute.harness.Seed;
import refute.harness.check.NodeReport;
import refute.harness.system.Capability;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;
import refute.harness.system.SystemInstance;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.Network;
import refute.harness.world.NodeState;

/**
 * The simulated nodes of one run, and the time in which they live. Whoever owns it lets time pass, by the {@link #timeline}.
 *
 * <p>A node that ends because of an error of its disk that a hazard made did what it should: somebody starts it again after a
 * while, unless its disk is rotten, when it stays away and nobody holds that against it. A node that ends for any other reason
 * is a finding.
 */
public final class SimulatedCluster implements Cluster {
    private static final Endpoint NOWHERE = new Endpoint("simulated", 0);
    private static final long RESTART_NANOS_MIN = 200_000_000L;
    private static final int FINDINGS_MAX = 20;

    private final Deployment deployment;
    private final SimulatedSystem system;
    private final Hazards hazards;
    private final Timeline timeline = new Timeline();
    private final Counters counters = new Counters();
    private final Accidents accidents;
    private final SimulatedNetwork network;
    private final SequencedMap<NodeId, Machine> machines = new TreeMap<>();
    private final Machine[] byNumber;
    private final Chance blows;
    private final Chance jumps;
    private final LeaderBlows leaderBlows;
    private final SequencedMap<NodeId, List<String>> findings = new TreeMap<>();
    private boolean calm;

    SimulatedCluster(Deployment deployment, SimulatedSystem system, Hazards hazards, Luck luck) {
        this.deployment = deployment;
        this.system = system;
        this.hazards = hazards;
        this.accidents = new Accidents(timeline, luck);
        Seed seed = deployment.seed();
        this.network = new SimulatedNetwork(
                timeline,
                new Chance(seed.substream("latency")),
                new Chance(seed.substream("accidents")),
                accidents,
                deployment.nodes(),
                hazards.network(),
                counters);
        this.blows = new Chance(seed.substream("blows"));
        this.jumps = new Chance(seed.substream("jumps"));
        this.leaderBlows = new LeaderBlows(
                deployment.nodes(),
                network,
                accidents,
                new Chance(seed.substream("leaders")),
                counters,
                hazards.leaders());
        this.byNumber = new Machine[deployment.nodes().size() + 1];
        deployment.nodes().forEach(node -> machines.put(node, machine(node, seed.substream("machine"))));
        machines.forEach((id, machine) -> byNumber[id.number()] = machine);
    }

    private Machine machine(NodeId id, Seed seed) {
        Seed its = seed.substream(id.number());
        Chance clocks = new Chance(its.substream("clock"));
        int drift = Math.toIntExact(around(clocks, hazards.clock().driftMax()));
        SimulatedClock clock =
                new SimulatedClock(drift, around(clocks, hazards.clock().offsetNanosMax()));
        // Less than half: what the others have must be enough.
        boolean mayRot = id.number() <= (deployment.nodes().size() - 1) / 2;
        Hazards.Disk disk = mayRot ? hazards.disk() : sound(hazards.disk());
        Accidents.Local own = accidents.on(id);
        // One machine's own: if all went down whenever they spoke, nobody would get far. A list says itself whose it
        // is, under any seed.
        boolean falters = accidents.areGiven()
                || id.number() == 1 + seed.at(0, deployment.nodes().size());
        CrashPoints crashPoints = new CrashPoints(
                new Chance(its.substream("crash")),
                own,
                hazards.crash().sudden(),
                falters ? hazards.crash().spoken() : 0);
        return new Machine(
                id,
                new Ground(),
                clock,
                new SimulatedDisk(
                        new Chance(its.substream("disk")),
                        new Chance(its.substream("loss")),
                        own,
                        crashPoints,
                        disk,
                        counters),
                crashPoints,
                new Chance(its.substream("program")));
    }

    private static Hazards.Disk sound(Hazards.Disk disk) {
        return new Hazards.Disk(
                disk.syncNanos(), disk.spreadNanos(), disk.slow(), disk.slowNanosMax(), disk.failing(), disk.full(), 0);
    }

    private static long around(Chance chance, long most) {
        return chance.nextLong(2 * most + 1) - most;
    }

    /** Begins: all nodes start. */
    void begin() {
        system.begin(deployment.seed().substream("system"), Collections.unmodifiableSequencedMap(machines), new Link());
        machines.values().forEach(this::startUp);
        jumpLater();
    }

    // Time.

    public Timeline timeline() {
        return timeline;
    }

    /** The system, as a workload sees it: its clients reach the simulated nodes. */
    public SystemInstance system() {
        return new Clients();
    }

    /** Whether every node that is not excused can serve. */
    public boolean ready() {
        return machines.values().stream().allMatch(machine -> answers(machine) || isExcused(machine.id()));
    }

    /** Whether a node runs and can serve. */
    public boolean answers(NodeId node) {
        return answers(at(node));
    }

    private static boolean answers(Machine machine) {
        Program program = machine.program();
        return machine.state() == NodeState.RUNNING && program != null && program.ready();
    }

    /** Whether a node may stay away: its disk was changed behind its back, and it refuses to run on it. */
    public boolean isExcused(NodeId node) {
        Machine machine = at(node);
        return machine.state() == NodeState.EXITED && machine.disk().isRotten();
    }

    /** From now on nothing goes wrong by chance any more. What runs on a rotten disk is still the node's matter. */
    public void calm() {
        calm = true;
        network.calm(Hazards.CALM.network());
        leaderBlows.calm();
        machines.values().forEach(machine -> {
            machine.disk().calm(Hazards.CALM.disk());
            machine.crashPoints().calm();
        });
        system.healed();
    }

    /** Whether the system's own clients have put right what they have changed. */
    public boolean isWhole() {
        return system.isWhole();
    }

    /** Whether the system promises to keep a leader whom a majority hears. */
    public boolean keepsItsLeader() {
        return system.keepsItsLeader();
    }

    /** Nothing is asked any more. */
    public void rest() {
        system.rest();
    }

    /** Lets the system compare its nodes, at rest. */
    public void settled() {
        SequencedMap<NodeId, Program> running = new LinkedHashMap<>();
        machines.forEach((id, machine) -> {
            Program program = machine.program();
            if (program != null) {
                running.put(id, program);
            }
        });
        try {
            system.settled(running);
        } catch (Violation violation) {
            found(machines.firstEntry().getKey(), String.valueOf(violation.getMessage()));
        }
    }

    /** Notes what is wrong with the system as a whole, or a node. */
    public void found(NodeId node, String sentence) {
        List<String> its = findings.computeIfAbsent(node, id -> new ArrayList<>());
        if (its.size() < FINDINGS_MAX) {
            its.add(sentence);
        }
    }

    /** Whether something was found that no run should go on after. */
    public boolean hasFindings() {
        return !findings.isEmpty();
    }

    /** How often each hazard came true, by name. */
    public SequencedMap<String, Long> accidents() {
        return Collections.unmodifiableSequencedMap(counters.counts());
    }

    public Hazards hazards() {
        return hazards;
    }

    /** What all is like now, a line each, for people. Changes nothing. */
    List<String> state() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d events, %.6f s of simulated time, hash %016x",
                timeline.events(),
                timeline.nowNanos() / 1e9,
                timeline.hash()));
        machines.values().forEach(machine -> lines.add(state(machine)));
        network.impaired().forEach(lines::add);
        lines.add("accidents so far: " + (accidents().isEmpty() ? "none" : accidents()));
        findings.forEach(
                (node, sentences) -> sentences.forEach(sentence -> lines.add("found on " + node + ": " + sentence)));
        return lines;
    }

    private static String state(Machine machine) {
        Program program = machine.program();
        String status = "";
        if (program != null) {
            NodeStatus its = program.status();
            status = (its.leader() ? ", leads" : ", follows") + " in term " + its.term()
                    + (program.ready() ? "" : ", not ready");
        }
        return String.format(
                Locale.ROOT,
                "%s %s%s; start %d, wall clock %+.3f s%s",
                machine.id(),
                machine.state().name().toLowerCase(Locale.ROOT),
                status,
                machine.incarnation(),
                (machine.wallNanos() - machine.grounds().timeline().nowNanos()) / 1e9,
                machine.disk().isRotten() ? ", its disk is rotten" : "");
    }

    // Faults.

    @Override
    public List<NodeId> nodes() {
        return deployment.nodes();
    }

    @Override
    public Set<Capability> capabilities() {
        return SimulationWorld.CAPABILITIES;
    }

    @Override
    public List<String> each(List<NodeId> nodes, Function<NodeId, String> call) {
        List<String> answers = new ArrayList<>(nodes.size());
        for (NodeId node : nodes) {
            answers.add(call.apply(node));
        }
        return answers;
    }

    @Override
    public Connection connection(NodeId node) {
        return new Connection(node, NOWHERE, deployment.operationTimeout(), deployment.reads());
    }

    @Override
    public Optional<NodeStatus> status(NodeId node) {
        Program program = at(node).program();
        return at(node).state() == NodeState.RUNNING && program != null
                ? Optional.of(program.status())
                : Optional.empty();
    }

    @Override
    public Optional<NodeId> leader() {
        return nodes().stream()
                .filter(node -> status(node).map(NodeStatus::leader).orElse(false))
                .max(Comparator.comparingLong(node -> status(node).orElseThrow().term()));
    }

    @Override
    public NodeState state(NodeId node) {
        return at(node).state();
    }

    /** Ends the process, or takes its power; the hazards decide. */
    @Override
    public String kill(NodeId node) {
        Machine machine = at(node);
        if (machine.state() == NodeState.KILLED) {
            return node + " was down";
        }
        boolean powerLost = losesPower(node);
        counters.count(powerLost ? "power lost" : "killed");
        leaderBlows.ended(node);
        int lost = machine.end(NodeState.KILLED, powerLost);
        return powerLost ? node + " lost power and " + lost + " sectors" : node + " killed";
    }

    @Override
    public String start(NodeId node) {
        if (state(node) == NodeState.RUNNING || state(node) == NodeState.PAUSED || isExcused(node)) {
            return node + (isExcused(node) ? " refuses its rotten disk" : " runs");
        }
        startUp(at(node));
        return node + " started";
    }

    @Override
    public String pause(NodeId node) {
        if (state(node) == NodeState.RUNNING) {
            at(node).pause();
            return node + " stopped";
        }
        return node + " was not running";
    }

    @Override
    public String resume(NodeId node) {
        if (state(node) == NodeState.PAUSED) {
            at(node).resume();
        }
        return node + " continued";
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public List<NodeReport> reports() {
        return nodes().stream()
                .map(node -> new NodeReport(node, false, List.of(), List.of(), findings.getOrDefault(node, List.of())))
                .toList();
    }

    @Override
    public void close() {
        accidents.end();
        system.close();
    }

    private Machine at(NodeId node) {
        return byNumber[node.number()];
    }

    private void startUp(Machine machine) {
        String rot = machine.disk().rot();
        if (!rot.isEmpty()) {
            timeline.note(
                    Happening.DISK_FAULT, machine.id().number(), machine.id().number());
        }
        machine.start();
    }

    private boolean losesPower(NodeId node) {
        return !calm
                && accidents.strikes(
                        Accident.What.POWER_LOST,
                        node,
                        node,
                        blows,
                        hazards.crash().powerLoss());
    }

    private void startAgain(Machine machine, long afterNanos) {
        long died = machine.incarnation();
        timeline.after(afterNanos, () -> {
            if (machine.incarnation() == died && machine.state() == NodeState.EXITED) {
                startUp(machine);
            }
        });
    }

    private void jump(NodeId node, long nanos) {
        at(node).clock().jump(nanos);
        counters.count("clock jumped");
        timeline.note(Happening.CLOCK, node.number(), node.number());
    }

    private void jumpAsGiven(List<Accident> jumps) {
        jumps.forEach(accident -> timeline.add(accident.atNanos(), () -> {
            if (!calm) {
                jump(accident.at(), accident.amount());
            }
        }));
    }

    private void jumpLater() {
        List<Accident> given = accidents.jumps();
        if (given != null) {
            jumpAsGiven(given);
            return;
        }
        Hazards.Clock clocks = hazards.clock();
        if (clocks.jumpEveryNanos() == 0) {
            return;
        }
        timeline.after(1 + jumps.nextLong(2 * clocks.jumpEveryNanos()), () -> {
            if (!calm) {
                NodeId node = nodes().get(jumps.nextInt(nodes().size()));
                long nanos = around(jumps, clocks.jumpNanosMax());
                accidents.jumped(node, nanos);
                jump(node, nanos);
                jumpLater();
            }
        });
    }

    private final class Ground implements Machine.Grounds {
        @Override
        public Timeline timeline() {
            return timeline;
        }

        @Override
        public SimulatedNetwork network() {
            return network;
        }

        @Override
        public List<NodeId> nodes() {
            return deployment.nodes();
        }

        @Override
        public Machine machine(NodeId id) {
            return at(id);
        }

        @Override
        public Program start(Machine machine) throws IOException {
            return system.start(machine);
        }

        @Override
        public void acted(Machine machine, Program program) {
            system.watch(machine, program);
            leaderBlows.acted(machine, program);
        }

        @Override
        public void crashed(Machine machine, Throwable cause) {
            leaderBlows.ended(machine.id());
            if (cause instanceof SuddenCrash) {
                boolean powerLost = losesPower(machine.id());
                counters.count(powerLost ? "sudden power loss" : "sudden kill");
                machine.end(NodeState.EXITED, powerLost);
                startAgain(machine, 1 + blows.nextLong(hazards.crash().downNanosMax()));
                return;
            }
            machine.end(NodeState.EXITED, false);
            if (cause instanceof Violation violation) {
                found(machine.id(), String.valueOf(violation.getMessage()));
            } else if (machine.disk().hasFailed()) {
                counters.count("stopped by its disk");
                startAgain(machine, RESTART_NANOS_MIN + blows.nextLong(5 * RESTART_NANOS_MIN));
            } else if (machine.disk().isRotten()) {
                counters.count("refused its rotten disk");
            } else {
                found(machine.id(), "crash: " + describe(cause));
            }
        }

        private static String describe(Throwable cause) {
            StackTraceElement[] stack = cause.getStackTrace();
            return cause + (stack.length == 0 ? "" : " at " + stack[0]);
        }
    }

    private final class Link implements ClientLink {
        @Override
        public void call(NodeId to, Parcel request, Consumer<Answer> listener) {
            Call call = new Call(network, timeline, to, request, answer -> heeding(to, () -> listener.accept(answer)));
            network.stream(NodeId.CLIENTS, to, request, () -> at(to).deliver(call));
        }

        @Override
        public void after(long nanos, Runnable action) {
            timeline.after(nanos, () -> heeding(machines.firstEntry().getKey(), action));
        }

        @Override
        public long nowNanos() {
            return timeline.nowNanos();
        }
    }

    /** Does something on the clients' side, where a system's own clients may find a violation. */
    private void heeding(NodeId node, Runnable action) {
        try {
            action.run();
        } catch (Violation violation) {
            found(node, String.valueOf(violation.getMessage()));
        }
    }

    private final class Clients implements SystemInstance {
        private final ClientLink link = new Link();

        @Override
        public String version() {
            return system.version();
        }

        @Override
        public refute.harness.system.NodePlan plan(NodeId node, refute.harness.system.Topology topology) {
            return system.plan(node, topology);
        }

        @Override
        public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
            return system.connect(contract, connection, link);
        }

        @Override
        public Optional<NodeStatus> status(Connection connection) {
            return SimulatedCluster.this.status(connection.node());
        }

        @Override
        public void close() {}
    }
}
