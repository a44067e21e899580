package refute.systems.kv.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import refute.harness.Seed;
import refute.harness.world.simulation.Chance;
import refute.kv.Bytes;
import refute.kv.GroupId;
import refute.kv.NodeId;
import refute.kv.Now;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Effect;
import refute.kv.raft.Entry;
import refute.kv.raft.Input;
import refute.kv.raft.Members;
import refute.kv.raft.Node;
import refute.kv.raft.NodeStatus;
import refute.kv.raft.Outcome;
import refute.kv.raft.PeerMessage;
import refute.kv.raft.Role;
import refute.kv.raft.Settings;
import refute.kv.raft.Write;
import refute.kv.storage.GroupStorage;
import refute.kv.storage.Identity;
import refute.kv.trace.TraceEvent;
import refute.kv.trace.TraceSink;

/** One node that is led: the store's core and storage, a clock that runs when it is told to, and writes that end when they are told to. */
final class LedNode implements TraceSink {
    private static final long MILLI = 1_000_000L;
    private static final long ELECTION_NANOS = 1_000 * MILLI;
    private static final long SEGMENT_BYTES = 1L << 20;
    /** As good as for ever. */
    private static final long PATIENCE_NANOS = Long.MAX_VALUE / 4;

    private final NodeId id;
    private final Members members;
    private final Mutants mutants;
    private final TraceSink sink;
    private final Consumer<PeerMessage> network;
    private final MemoryFiles files = new MemoryFiles();
    private final List<Effect.Persist> writes = new ArrayList<>();
    private final Map<Long, Outcome> answers = new HashMap<>();
    private Optional<TraceEvent> last = Optional.empty();
    private GroupStorage storage;
    private Node node;
    private long now;
    private long lives;

    LedNode(NodeId id, Members members, Mutants mutants, TraceSink sink, Consumer<PeerMessage> network) {
        this.id = id;
        this.members = members;
        this.mutants = mutants;
        this.sink = sink;
        this.network = network;
        this.storage = open();
        this.node = start();
    }

    private GroupStorage open() {
        try {
            return GroupStorage.open(files, Identity.of("led", id, GroupId.FIRST), members, SEGMENT_BYTES, mutants);
        } catch (IOException e) {
            throw new UncheckedIOException("a folder in memory failed", e);
        }
    }

    private Node start() {
        Settings settings = Settings.of(id)
                .with(new Settings.Timing(MILLI, ELECTION_NANOS, PATIENCE_NANOS, false, 0))
                .with(new Settings.Snapshots(Long.MAX_VALUE, 0, Long.MAX_VALUE));
        lives++;
        Chance chance = new Chance(new Seed(id.number()).substream(lives));
        return new Node(settings, storage.recovered(), chance, this, mutants, Now.of(now));
    }

    NodeId id() {
        return id;
    }

    NodeStatus status() {
        return node.status();
    }

    boolean isLeader() {
        return node.status().role() == Role.LEADER;
    }

    /** Whom it voted for, as it said last; empty for nobody. */
    String vote() {
        return last.map(event -> event.state().vote()).orElse("");
    }

    List<Entry> log() {
        List<Entry> entries = new ArrayList<>();
        for (long index = 1; index <= node.status().log().last(); index++) {
            entries.add(node.entryAt(index));
        }
        return entries;
    }

    /** How many writes are on their way. */
    int writes() {
        return writes.size();
    }

    Optional<Outcome> answer(long request) {
        return Optional.ofNullable(answers.get(request));
    }

    void give(Input input) {
        perform(node.receive(input, Now.of(now)));
    }

    /** Lets its clock run until its time is out. */
    void timeOut() {
        now = Math.max(now, node.nextTickAt());
        perform(node.tick(Now.of(now)));
    }

    /** Lets its clock run for so long that whom it heard last is no reason any more not to vote for another. */
    void forgetItsLeader() {
        now += ELECTION_NANOS;
    }

    /** The first writes on their way are done. */
    void endWrites(int count) {
        if (count == 0) {
            return;
        }
        List<Write> all = new ArrayList<>();
        long token = 0;
        for (Effect.Persist one : List.copyOf(writes.subList(0, count))) {
            all.addAll(one.writes());
            token = one.token();
        }
        writes.subList(0, count).clear();
        storage.write(all);
        storage.sync();
        give(new Input.Persisted(token));
    }

    /** Its process ends after so many of the writes on their way, which it hears nothing of; another one begins. */
    void restart(int written) {
        List<Write> all = new ArrayList<>();
        writes.subList(0, written).forEach(one -> all.addAll(one.writes()));
        if (!all.isEmpty()) {
            storage.write(all);
            storage.sync();
        }
        writes.clear();
        answers.clear();
        storage = open();
        node = start();
    }

    private void perform(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Send send -> network.accept(send.message());
                case Effect.Persist persist -> writes.add(persist);
                case Effect.Reply reply -> answers.put(reply.request(), reply.outcome());
                case Effect.SaveSnapshot save ->
                    throw new IllegalStateException(
                            id + " wants a snapshot after " + save.meta().index());
                case Effect.Changes changes -> {
                    // Nobody watches.
                }
                case Effect.WatchCompacted compacted -> {
                    // Nobody watches.
                }
                case Effect.MembersAre are -> {
                    // The pool has the messages of all.
                }
            }
        }
    }

    @Override
    public void record(TraceEvent event) {
        last = Optional.of(event);
        sink.record(event);
    }

    /** The bytes that a client puts. */
    static Bytes text(long number) {
        return Bytes.utf8("v" + number);
    }
}
