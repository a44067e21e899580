package refute.systems.tree.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;
import refute.harness.world.simulation.Machine;
import refute.harness.world.simulation.Program;
import refute.systems.tree.nodes.TreeAnswer;
import refute.systems.tree.nodes.TreeCall;
import refute.tree.Entry;
import refute.tree.StoreSize;
import refute.tree.Subscription;
import refute.tree.Transaction;
import refute.tree.Tree;
import refute.tree.TreeEvent;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;

/**
 * The node: what the server's threads do, done with events. A change is made at once; those that are to be durable wait for the disk and share one flush.
 * A scan goes on by a few entries at a time, so that changes come in between. A store whose disk has failed ends the process, as the server does.
 */
final class TreeProgram implements Program {
    /** How many entries of a scan are read in one go. */
    private static final int AT_A_TIME = 3;

    private static final long SCAN_PAUSE_NANOS = 20_000;

    private final Machine machine;
    private final TreeSettings settings;
    private final TreeStore store;
    private final Tree tree;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private List<Runnable> waiting = new ArrayList<>();
    private boolean flushing;

    TreeProgram(Machine machine, TreeSettings settings, Mutants mutants) throws IOException {
        this.machine = machine;
        this.settings = settings;
        this.store = TreeStore.open(new SimulatedStorage(machine.disk()), settings, mutants);
        this.tree = store.tree(TreeCall.TREE);
    }

    @Override
    public void receive(NodeId from, Object message) {
        throw new IllegalStateException("a tree has no other nodes");
    }

    @Override
    public NodeStatus status() {
        return new NodeStatus(false, 0, SimulatedTree.VERSION);
    }

    @Override
    public void request(Object request, Responder responder) {
        long life = machine.incarnation();
        switch ((TreeCall) request) {
            case TreeCall.Put put ->
                answer(responder, found(tree.put(bytes(put.key()), bytes(put.value())), life), put.durable());
            case TreeCall.Remove remove ->
                answer(responder, found(tree.remove(bytes(remove.key())), life), remove.durable());
            case TreeCall.CompareAndSet change ->
                answer(responder, new TreeAnswer.Compared(compareAndSet(change), life), change.durable());
            case TreeCall.Get get -> answer(responder, found(tree.get(bytes(get.key())), life), get.durable());
            case TreeCall.Scan scan -> {
                byte[] from = bytes(scan.from());
                byte[] to = bytes(scan.to());
                Iterator<Entry> entries = scan.backwards() ? tree.scanBackwards(from, to) : tree.scan(from, to);
                scan(entries, new ArrayList<>(), responder, scan.durable());
            }
            case TreeCall.Transact transact -> answer(responder, transacted(transact, life), transact.durable());
            case TreeCall.Subscribe subscribe -> {
                long number = subscriptions.size();
                subscriptions.add(tree.subscribe(bytes(subscribe.prefix()), TreeCall.Subscribe.KEPT_MAX));
                answer(responder, new TreeAnswer.Subscribed(number, life), false);
            }
            case TreeCall.Take take -> answer(responder, heard(take, life), false);
            case TreeCall.Flush flush -> answer(responder, new TreeAnswer.Flushed(life), true);
            case TreeCall.Size size -> {
                StoreSize its = store.size();
                answer(responder, new TreeAnswer.Sizes(its.logBytes(), its.liveBytes(), besides(), life), false);
            }
            case TreeCall.Check check -> answer(responder, new TreeAnswer.Checked(store.check(), life), false);
        }
    }

    /** Segments that may be in use whatever is needed: what two snapshots rest on, the one that is written, and those that wait for readers. */
    private long besides() {
        return (2L * settings.snapshotSegments() + 8) * settings.segmentBytes();
    }

    private boolean compareAndSet(TreeCall.CompareAndSet change) {
        byte[] key = bytes(change.key());
        if (change.expected().isEmpty()) {
            return change.next().isPresent()
                    ? tree.putIfAbsent(key, bytes(change.next().get()))
                    : tree.get(key).isEmpty();
        }
        byte[] expected = bytes(change.expected().get());
        return change.next().isPresent()
                ? tree.replace(key, expected, bytes(change.next().get()))
                : tree.remove(key, expected);
    }

    private void answer(Responder responder, TreeAnswer answer, boolean durable) {
        if (!durable) {
            responder.answer(Parcels.of(answer));
            return;
        }
        waiting.add(() -> responder.answer(Parcels.of(answer)));
        flushNext();
    }

    private void flushNext() {
        if (flushing || waiting.isEmpty()) {
            return;
        }
        flushing = true;
        machine.onDisk(() -> {
            // All that has come until now: what comes later waits for the next.
            List<Runnable> covered = waiting;
            waiting = new ArrayList<>();
            store.flush();
            flushing = false;
            covered.forEach(Runnable::run);
            flushNext();
        });
    }

    private void scan(Iterator<Entry> entries, List<TreeAnswer.Entry> found, Responder responder, boolean durable) {
        for (int i = 0; i < AT_A_TIME && entries.hasNext(); i++) {
            Entry entry = entries.next();
            found.add(new TreeAnswer.Entry(text(entry.key()), text(entry.value())));
        }
        if (!entries.hasNext()) {
            answer(responder, new TreeAnswer.Entries(found, machine.incarnation()), durable);
            return;
        }
        machine.after(SCAN_PAUSE_NANOS, () -> scan(entries, found, responder, durable));
    }

    private TreeAnswer transacted(TreeCall.Transact transact, long life) {
        List<Optional<String>> before = store.transact(transaction ->
                transact.steps().stream().map(step -> taken(transaction, step)).toList());
        return new TreeAnswer.Transacted(before, life);
    }

    private Optional<String> taken(Transaction transaction, TreeCall.Step step) {
        Tree its = store.tree(step.tree());
        byte[] key = bytes(step.key());
        Optional<String> before = transaction.get(its, key).map(TreeProgram::text);
        step.appended().ifPresent(text -> transaction.put(its, key, bytes(before.orElse("") + text)));
        return before;
    }

    /** No change is ever under way here: there is one thread. */
    private TreeAnswer heard(TreeCall.Take take, long life) {
        if (take.subscription() >= subscriptions.size()) {
            return new TreeAnswer.Failed(TreeAnswer.Failed.NO_SUBSCRIPTION + ": of an earlier life", false);
        }
        Subscription its = subscriptions.get(Math.toIntExact(take.subscription()));
        List<TreeAnswer.Event> events = new ArrayList<>();
        for (Optional<TreeEvent> next = its.poll(); next.isPresent(); next = its.poll()) {
            TreeEvent event = next.get();
            events.add(new TreeAnswer.Event(text(event.key()), event.value().map(TreeProgram::text)));
        }
        if (take.last()) {
            its.close();
        }
        return new TreeAnswer.Heard(events, life);
    }

    private static TreeAnswer found(Optional<byte[]> value, long life) {
        return new TreeAnswer.Found(value.map(TreeProgram::text), life);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
