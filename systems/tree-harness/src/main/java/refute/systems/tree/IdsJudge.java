package refute.systems.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.nemeses.crash.CrashReport;
import refute.nemeses.crash.CrashSearch;
import refute.nemeses.crash.CrashSubject;
import refute.nemeses.crash.DiskTrace;
import refute.nemeses.crash.PersistenceModel;
import refute.nemeses.crash.Sampling;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;
import refute.tree.storage.RecordingStorage;

/** J12: ids are taken among other calls, and the power fails. No id may come again that was given out before. */
final class IdsJudge implements TreeJudge {
    private static final int CALLS = 30;
    private static final int IMAGES_OF_A_STEP = 64;

    @Override
    public String name() {
        return "ids";
    }

    @Override
    public String description() {
        return "ids before and after the power fails";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws IOException {
        Lives lives = new Lives(seed.substream("calls").random(), mutants);
        if (!lives.wrong.isEmpty()) {
            return lives.wrong;
        }
        CrashReport report = new CrashSearch(
                        lives, PersistenceModel.POSIX, new Sampling(IMAGES_OF_A_STEP, 0, seed), () -> true)
                .search(lives.trace);
        return report.failure()
                .map(failure -> "ids come again: " + failure.reason() + " (after step "
                        + failure.image().steps() + ")")
                .orElse("");
    }

    /** Calls in several lives of a store; an id that was given out is a promise that it will not be given out again. */
    private static final class Lives implements CrashSubject {
        private final Mutants mutants;
        private final DiskTrace trace = new DiskTrace();
        private final List<Long> greatest = new ArrayList<>(List.of(-1L));
        private String wrong = "";

        private Lives(RandomGenerator random, Mutants mutants) throws IOException {
            this.mutants = mutants;
            RecordingStorage storage = new RecordingStorage(new MemoryStorage(), new TraceObserver(trace));
            TreeStore store = TreeStore.open(storage, TreeCrashes.SETTINGS, mutants);
            for (int number = 1; number <= CALLS && wrong.isEmpty(); number++) {
                trace.begun(number);
                long last = greatest.getLast();
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> {
                        long id = store.generateId();
                        wrong = id > last ? "" : "id " + id + " comes after " + last;
                        greatest.add(id);
                    }
                    case 3 -> {
                        store.close();
                        store = TreeStore.open(storage, TreeCrashes.SETTINGS, mutants);
                        greatest.add(last);
                    }
                    default -> {
                        byte[] key = ("k" + random.nextInt(8)).getBytes(StandardCharsets.US_ASCII);
                        store.tree("t").put(key, new byte[random.nextInt(30)]);
                        greatest.add(last);
                    }
                }
                trace.promised(number);
            }
        }

        /** The first n calls have been made as long as the next id is greater than all that they gave out. */
        @Override
        public BitSet recover(SortedMap<String, byte[]> files) throws IOException {
            long next = TreeStore.open(new MemoryStorage(files), TreeCrashes.SETTINGS, mutants)
                    .generateId();
            BitSet prefixes = new BitSet();
            for (int i = 0; i < greatest.size() && greatest.get(i) < next; i++) {
                prefixes.set(i);
            }
            return prefixes;
        }

        @Override
        public DiskTrace recovery(SortedMap<String, byte[]> files) throws IOException {
            DiskTrace its = new DiskTrace();
            TreeStore.open(
                    new RecordingStorage(new MemoryStorage(files), new TraceObserver(its)),
                    TreeCrashes.SETTINGS,
                    mutants);
            return its;
        }
    }
}
