package refute.systems.kv.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import refute.harness.Seed;
import refute.harness.check.Trace;
import refute.harness.system.Connection;
import refute.harness.system.NodeId;
import refute.harness.system.Reads;
import refute.harness.world.simulation.Chance;
import refute.harness.world.simulation.ClientLink;
import refute.harness.world.simulation.Machine;
import refute.harness.world.simulation.Program;
import refute.harness.world.simulation.SimulatedSystem;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Consistency;
import refute.kv.raft.Outcome;
import refute.kv.raft.PeerMessage;
import refute.kv.trace.TraceMemory;
import refute.kv.trace.TraceSink;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** The store in one run: its set-up, and all who watch it. */
final class KvSimulation implements SimulatedSystem {
    static final String VERSION = "1";
    /** The vocabulary of the trace. */
    static final String SPEC = "Raft";

    /** A node forgets a request after this; clients have given up before. */
    private static final long TIMEOUT_NANOS = 5_000_000_000L;
    /** One run of so many has an operator. */
    private static final int OPERATED = 3;

    private final Mutants mutants;
    private final boolean watchesInside;
    private final boolean operated;
    private final boolean traces;
    private Optional<TraceMemory> recorded = Optional.empty();
    private final SequencedMap<NodeId, KvProgram> programs = new LinkedHashMap<>();
    private @Nullable Setup drawn;
    private @Nullable Invariants watching;
    private @Nullable WatchAudit audit;
    private @Nullable SessionClient sessions;
    private @Nullable Operator operator;
    private Seed callers = new Seed(0);
    private long connections;
    private SequencedMap<NodeId, Machine> machines = new LinkedHashMap<>();

    /**
     * Who is there besides the nodes and their clients.
     *
     * @param inside whether invariants are looked at, besides what clients see
     * @param operated whether there may be an operator
     * @param traces whether nodes record what they do
     */
    record Watching(boolean inside, boolean operated, boolean traces) {}

    KvSimulation(Mutants mutants, Watching watching) {
        this.mutants = mutants;
        this.watchesInside = watching.inside();
        this.operated = watching.operated();
        this.traces = watching.traces();
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public void begin(Seed seed, SequencedMap<NodeId, Machine> all, ClientLink link) {
        machines = all;
        recorded = traces ? Optional.of(new TraceMemory(link::nowNanos)) : Optional.empty();
        drawn = Setup.draw(seed.substream("setup"), List.copyOf(all.sequencedKeySet()));
        watching = new Invariants(all.size(), programs, this::isRunning);
        callers = seed.substream("callers");
        Chance chance = new Chance(seed.substream("audit"));
        if (chance.nextBoolean()) {
            audit = new WatchAudit();
        }
        if (chance.nextBoolean()) {
            SessionClient client = new SessionClient(
                    link, List.copyOf(all.sequencedKeySet()), new Chance(seed.substream("session")), mutants);
            client.begin();
            sessions = client;
        }
        // A group of fewer voters needs disks that all come back.
        boolean lasting =
                all.values().stream().noneMatch(machine -> machine.disk().mayRot());
        if (chance.nextInt(OPERATED) == 0 && lasting && operated) {
            operator = new Operator(link, List.copyOf(all.sequencedKeySet()), new Chance(seed.substream("operator")));
            operator.begin();
        }
    }

    Setup setup() {
        return known(drawn);
    }

    /** Where nodes record what they do, all of them in the order in which they do it. */
    TraceSink trace() {
        return recorded.<TraceSink>map(memory -> memory).orElse(TraceSink.OFF);
    }

    @Override
    public Optional<Trace> trace(Path folder) {
        return recorded.map(memory -> Recorded.trace(SPEC, "the trace of the simulation", memory));
    }

    long timeoutNanos() {
        return TIMEOUT_NANOS;
    }

    @Override
    public Program start(Machine machine) throws IOException {
        KvProgram program = KvProgram.start(machine, this, mutants);
        programs.put(machine.id(), program);
        if (watchesInside) {
            known(watching).started(machine.id(), program.node());
        }
        WatchAudit auditor = audit;
        if (auditor != null) {
            machine.after(0, () -> auditor.watch(machine.id(), program));
        }
        return program;
    }

    @Override
    public void watch(Machine machine, Program program) {
        if (watchesInside) {
            known(watching).check(machine.id(), machine.incarnation(), ((KvProgram) program).node());
        }
    }

    /** A node is about to send. */
    void sends(KvProgram program, PeerMessage message) {
        if (watchesInside) {
            known(watching).sends(program.id(), message);
        }
    }

    /** What a request that comes now may rely on. */
    long acknowledgedUpTo() {
        return known(watching).acknowledgedUpTo();
    }

    /** A client is about to be told. */
    void answers(KvProgram program, KvRequest request, long acknowledgedBefore, Outcome outcome) {
        if (!watchesInside) {
            return;
        }
        if (outcome instanceof Outcome.Done done) {
            known(watching).acknowledged(done.index(), program.node(), program.id());
        } else if (outcome instanceof Outcome.Answered answered
                && request instanceof KvRequest.Ask ask
                && ask.consistency() != Consistency.STALE) {
            known(watching).answered(program.id(), answered.index(), acknowledgedBefore);
        }
    }

    private boolean isRunning(NodeId node) {
        Machine machine = machines.get(node);
        return machine != null && machine.isRunning();
    }

    @Override
    public void healed() {
        Operator present = operator;
        if (present != null) {
            present.restore();
        }
    }

    @Override
    public boolean isWhole() {
        Operator present = operator;
        return present == null || present.isComplete();
    }

    @Override
    public boolean keepsItsLeader() {
        return true;
    }

    @Override
    public void rest() {
        SessionClient client = sessions;
        if (client != null) {
            client.end();
        }
        Operator present = operator;
        if (present != null) {
            present.rest();
        }
    }

    @Override
    public void settled(SequencedMap<NodeId, Program> running) {
        Map<String, NodeId> ends = new LinkedHashMap<>();
        running.forEach((id, program) -> {
            var status = ((KvProgram) program).node().status();
            ends.putIfAbsent(status.log().applied() + " " + Long.toHexString(status.hash()), id);
        });
        if (watchesInside && ends.size() > 1) {
            throw Invariants.violated("I14", "the replicas differ: " + new TreeSet<>(ends.keySet()));
        }
    }

    @Override
    public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection, ClientLink link) {
        Consistency reads = connection.reads() == Reads.SERIALIZABLE
                ? Consistency.STALE
                : setup().timing().leaseReads() ? Consistency.LEASE : Consistency.LINEARIZABLE;
        KvCaller caller = new KvCaller(link, connection, new Chance(callers.substream(connections++)));
        if (contract == RegisterClient.class) {
            return contract.cast(new KvRegister(caller, reads));
        }
        if (contract == SetClient.class) {
            return contract.cast(new KvSet(caller, reads));
        }
        throw new IllegalArgumentException("kv does not implement " + contract.getName());
    }

    @Override
    public void close() {}

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the simulation has not begun");
        }
        return value;
    }
}
