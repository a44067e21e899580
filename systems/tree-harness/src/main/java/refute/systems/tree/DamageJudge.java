package refute.systems.tree;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import refute.harness.Seed;
import refute.nemeses.crash.CrashSubject;
import refute.tree.mutant.Mutants;
import refute.tree.storage.DamagedStoreException;
import refute.tree.storage.ForeignStoreException;
import refute.tree.storage.StoreFailedException;

/** J8: bytes of a store are flipped, one at a time. It says so, or holds a state that it once had. */
final class DamageJudge implements TreeJudge {
    private static final int FLIPS = 200;

    @Override
    public String name() {
        return "damage";
    }

    @Override
    public String description() {
        return "one byte of the folder is flipped";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws Exception {
        TreeCrashes script = new TreeCrashes(TreeScript.of(seed.substream("script"), 120), mutants);
        SortedMap<String, byte[]> files = script.left();
        List<String> names = files.entrySet().stream()
                .filter(file -> file.getValue().length > 0)
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; i < FLIPS; i++) {
            Seed flip = seed.substream(i);
            String name = names.get(flip.at(0, names.size()));
            SortedMap<String, byte[]> damaged = new TreeMap<>(files);
            int[] at = new int[1];
            damaged.computeIfPresent(name, (ignored, content) -> {
                at[0] = flip.at(1, content.length);
                byte[] other = content.clone();
                other[at[0]] ^= (byte) (1 << flip.at(2, Byte.SIZE));
                return other;
            });
            String wrong = judged(script, damaged);
            if (!wrong.isEmpty()) {
                return wrong + " (" + name + " at " + at[0] + ")";
            }
        }
        return "";
    }

    private static String judged(CrashSubject subject, SortedMap<String, byte[]> damaged) throws Exception {
        try {
            BitSet prefixes = subject.recover(damaged);
            return prefixes.isEmpty() ? "with a flipped byte, what is there is no state that ever was" : "";
        } catch (DamagedStoreException | ForeignStoreException | StoreFailedException e) {
            return "";
        }
    }
}
