package refute.systems.kv.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;
import refute.harness.world.simulation.Machine;
import refute.harness.world.simulation.Patience;
import refute.harness.world.simulation.Program;
import refute.kv.Bytes;
import refute.kv.GroupId;
import refute.kv.Now;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Consistency;
import refute.kv.raft.Effect;
import refute.kv.raft.Input;
import refute.kv.raft.Node;
import refute.kv.raft.Outcome;
import refute.kv.raft.PeerMessage;
import refute.kv.raft.Role;
import refute.kv.raft.Write;
import refute.kv.state.Query;
import refute.kv.storage.GroupStorage;
import refute.kv.storage.Identity;

/**
 * The shell of one node: what the server's threads do, done with events. All effects of a step are begun before the next input;
 * what waits when the disk becomes free is written as one batch with one sync.
 */
final class KvProgram implements Program {
    private static final Query NOTHING = new Query.Get(Bytes.utf8("nothing"));

    private final Machine machine;
    private final KvSimulation simulation;
    private final GroupStorage storage;
    private final Node node;
    private final Map<Long, Handler> handlers = new HashMap<>();
    private final Patience patience;
    private final List<Write> queue = new ArrayList<>();
    private long queuedToken;
    private boolean writing;
    private long lastRequest;
    private long timerAt = Long.MAX_VALUE;
    private long timers;

    /** Takes the effects that name a request. */
    @FunctionalInterface
    interface Handler {
        void take(Effect effect);
    }

    private KvProgram(Machine machine, KvSimulation simulation, GroupStorage storage, Mutants mutants) {
        this.machine = machine;
        this.simulation = simulation;
        this.storage = storage;
        this.patience = new Patience(machine::monotonicNanos, machine::after, simulation.timeoutNanos());
        this.node = new Node(
                simulation.setup().of(refute.kv.NodeId.of(machine.id().number())),
                storage.recovered(),
                machine.random(),
                simulation.trace(),
                mutants,
                now());
    }

    static KvProgram start(Machine machine, KvSimulation simulation, Mutants mutants) throws IOException {
        Setup setup = simulation.setup();
        Identity identity =
                Identity.of("simulated", refute.kv.NodeId.of(machine.id().number()), GroupId.FIRST);
        GroupStorage storage = GroupStorage.open(
                new DiskFolder(machine.disk()), identity, setup.members(), setup.segmentBytes(), mutants);
        KvProgram program = new KvProgram(machine, simulation, storage, mutants);
        program.setTimer();
        return program;
    }

    NodeId id() {
        return machine.id();
    }

    Node node() {
        return node;
    }

    @Override
    public void receive(NodeId from, Object message) {
        give((PeerMessage) message);
    }

    @Override
    public void request(Object request, Responder responder) {
        long before = simulation.acknowledgedUpTo();
        long number = lastRequest + 1;
        Patience.Waiting waiting = patience.await(() -> {
            if (handlers.remove(number) != null) {
                give(new Input.Cancel(number));
            }
        });
        give(
                id -> switch ((KvRequest) request) {
                    case KvRequest.Write write -> new Input.Propose(id, write.command());
                    case KvRequest.Ask ask -> new Input.Read(id, ask.query(), ask.consistency());
                    case KvRequest.Change change -> new Input.ChangeMembers(id, change.change());
                    case KvRequest.Transfer transfer -> new Input.TransferLeadership(id, transfer.target());
                    case KvRequest.Membership membership -> new Input.Read(id, NOTHING, Consistency.LINEARIZABLE);
                },
                effect -> {
                    if (effect instanceof Effect.Reply reply) {
                        waiting.end();
                        simulation.answers(this, (KvRequest) request, before, reply.outcome());
                        responder.answer(Parcels.of(told((KvRequest) request, reply.outcome())));
                    }
                });
    }

    /** Who asks for the members is told those after a read of nothing: what he has changed before is among them. */
    private Outcome told(KvRequest request, Outcome outcome) {
        return request instanceof KvRequest.Membership && outcome instanceof Outcome.Answered
                ? new Outcome.Changed(node.status().members())
                : outcome;
    }

    /** Gives the node an input with a number of its own; the handler gets the effects that name it. */
    long give(LongFunction<Input> input, Handler handler) {
        long number = ++lastRequest;
        handlers.put(number, handler);
        give(input.apply(number));
        return number;
    }

    @Override
    public NodeStatus status() {
        refute.kv.raft.NodeStatus status = node.status();
        return new NodeStatus(status.role() == Role.LEADER, status.term(), KvSimulation.VERSION);
    }

    @Override
    public boolean leads() {
        return node.leads();
    }

    @Override
    public long progress() {
        return node.commitIndex();
    }

    @Override
    public boolean ready() {
        return node.status().leader().isSomebody();
    }

    private Now now() {
        return new Now(machine.monotonicNanos(), machine.wallNanos());
    }

    private void give(Input input) {
        perform(node.receive(input, now()));
        setTimer();
    }

    private void setTimer() {
        long at = node.nextTickAt();
        if (at >= timerAt) {
            // The one that is set comes first, finds that nothing is due, and sets the next.
            return;
        }
        timerAt = at;
        long its = ++timers;
        machine.after(at - machine.monotonicNanos(), () -> {
            if (its == timers) {
                timerAt = Long.MAX_VALUE;
                if (machine.monotonicNanos() >= node.nextTickAt()) {
                    perform(node.tick(now()));
                }
                setTimer();
            }
        });
    }

    private void perform(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Send send -> {
                    simulation.sends(this, send.message());
                    machine.send(new NodeId(send.message().to().number()), Parcels.of(send.message()));
                }
                case Effect.Persist persist -> {
                    queue.addAll(persist.writes());
                    queuedToken = persist.token();
                    writeNext();
                }
                case Effect.SaveSnapshot save -> saveSnapshot(save);
                case Effect.Reply reply -> tell(handlers.remove(reply.request()), reply);
                case Effect.Changes changes -> tell(handlers.get(changes.request()), changes);
                case Effect.WatchCompacted compacted -> tell(handlers.remove(compacted.request()), compacted);
                case Effect.MembersAre are -> {
                    // The network here reaches everybody.
                }
            }
        }
    }

    private static void tell(@org.jspecify.annotations.Nullable Handler handler, Effect effect) {
        if (handler != null) {
            handler.take(effect);
        }
    }

    private void writeNext() {
        if (writing || queue.isEmpty()) {
            return;
        }
        writing = true;
        long token = queuedToken;
        storage.write(queue);
        queue.clear();
        machine.onDisk(() -> {
            storage.sync();
            writing = false;
            writeNext();
            give(new Input.Persisted(token));
        });
    }

    private void saveSnapshot(Effect.SaveSnapshot save) {
        machine.onDisk(() -> {
            storage.saveSnapshot(save.meta(), save.image());
            storage.trim(save.meta().index());
            give(new Input.SnapshotSaved(save.meta()));
        });
    }
}
