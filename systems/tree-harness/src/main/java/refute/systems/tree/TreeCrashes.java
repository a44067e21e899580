package refute.systems.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import refute.nemeses.crash.CrashSubject;
import refute.nemeses.crash.DiskTrace;
import refute.tree.Entry;
import refute.tree.Tree;
import refute.tree.TreeBatch;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;
import refute.tree.storage.RecordingStorage;
import refute.tree.storage.Storage;

/**
 * A script that was executed on a recording disk: the trace, and the state after each operation, by which a recovered store is judged: it must
 * be one of them, with a structure that is whole. Owned by one thread.
 */
public final class TreeCrashes implements CrashSubject {
    /** Everything happens soon: splits after five entries, a new segment after a few operations, snapshots every two segments. */
    public static final TreeSettings SETTINGS = new TreeSettings(1024, 256, 2, 4, 120, 600, 3, 2, 40, Duration.ZERO);

    private static final String TREE = "t";

    /** Changed only together with the first one. */
    private static final String OTHER = "u";

    private final Mutants mutants;
    private final DiskTrace trace = new DiskTrace();
    private final Map<Integer, BitSet> prefixesByHash = new HashMap<>();
    private final List<SortedMap<String, String>> states = new ArrayList<>();
    private final MemoryStorage disk = new MemoryStorage();

    /** Executes a script. */
    public TreeCrashes(TreeScript script, Mutants mutants) throws IOException {
        this.mutants = mutants;
        execute(script);
        for (int i = 0; i < states.size(); i++) {
            prefixesByHash
                    .computeIfAbsent(states.get(i).hashCode(), hash -> new BitSet())
                    .set(i);
        }
    }

    private void execute(TreeScript script) throws IOException {
        SortedMap<String, String> state = new TreeMap<>();
        states.add(new TreeMap<>(state));
        Storage storage = new RecordingStorage(disk, new TraceObserver(trace));
        TreeStore store = TreeStore.open(storage, SETTINGS, mutants);
        int number = 0;
        for (TreeOperation operation : script.operations()) {
            number++;
            trace.begun(number);
            switch (operation) {
                case TreeOperation.Put put -> {
                    String value = value(number, put.valueBytes());
                    store.tree(TREE).put(bytes(put.key()), bytes(value));
                    state.put(put.key(), value);
                }
                case TreeOperation.Remove remove -> {
                    store.tree(TREE).remove(bytes(remove.key()));
                    state.remove(remove.key());
                }
                case TreeOperation.Together together ->
                    together(store, state, together, value(number, together.valueBytes()));
                case TreeOperation.Flush ignored -> {
                    store.flush();
                    trace.promised(number);
                }
                case TreeOperation.Reopen ignored -> {
                    store.close();
                    trace.promised(number);
                    store = TreeStore.open(storage, SETTINGS, mutants);
                }
            }
            states.add(new TreeMap<>(state));
        }
    }

    private static void together(
            TreeStore store, SortedMap<String, String> state, TreeOperation.Together together, String value) {
        Tree one = store.tree(TREE);
        Tree other = store.tree(OTHER);
        byte[] removed = bytes(together.keys().getLast());
        if (together.asTransaction()) {
            store.transact(transaction -> {
                for (String key : together.keys()) {
                    transaction.put(one, bytes(key), bytes(value));
                    transaction.put(other, bytes(key), bytes(value));
                }
                transaction.remove(one, removed);
                return value;
            });
        } else {
            TreeBatch batch = new TreeBatch();
            together.keys()
                    .forEach(key -> batch.put(one, bytes(key), bytes(value)).put(other, bytes(key), bytes(value)));
            store.apply(batch.remove(one, removed));
        }
        for (String key : together.keys()) {
            state.put(key, value);
            state.put(OTHER + "/" + key, value);
        }
        state.remove(together.keys().getLast());
    }

    private static String value(int number, int bytes) {
        String start = number + ":";
        return start + "v".repeat(Math.max(0, bytes - start.length()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns what the tree did to its disk. */
    public DiskTrace trace() {
        return trace;
    }

    /** Returns what the disk holds after the script. */
    public SortedMap<String, byte[]> left() {
        return disk.image();
    }

    @Override
    public BitSet recover(SortedMap<String, byte[]> files) throws IOException {
        TreeStore store = TreeStore.open(new MemoryStorage(files), SETTINGS, mutants);
        SortedMap<String, String> found = new TreeMap<>();
        for (String name : store.treeNames()) {
            addContent(found, name.equals(TREE) ? "" : name + "/", store.tree(name));
        }
        List<String> problems = store.check();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the structure is not whole: " + problems.getFirst());
        }
        BitSet prefixes = new BitSet();
        BitSet candidates = prefixesByHash.getOrDefault(found.hashCode(), prefixes);
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            if (states.get(i).equals(found)) {
                prefixes.set(i);
            }
        }
        return prefixes;
    }

    private static void addContent(SortedMap<String, String> found, String prefix, Tree tree) {
        for (Iterator<Entry> entries = tree.scan(); entries.hasNext(); ) {
            Entry entry = entries.next();
            found.put(
                    prefix + new String(entry.key(), StandardCharsets.US_ASCII),
                    new String(entry.value(), StandardCharsets.US_ASCII));
        }
    }

    @Override
    public DiskTrace recovery(SortedMap<String, byte[]> files) throws IOException {
        DiskTrace its = new DiskTrace();
        TreeStore.open(new RecordingStorage(new MemoryStorage(files), new TraceObserver(its)), SETTINGS, mutants);
        return its;
    }
}
