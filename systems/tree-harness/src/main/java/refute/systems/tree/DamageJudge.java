package refute.systems.tree;

import java.util.BitSet;
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
        for (int i = 0; i < FLIPS; i++) {
            SortedMap<String, byte[]> damaged = new TreeMap<>(files);
            Seed flip = seed.substream(i);
            String name = files.keySet().stream()
                    .skip(flip.at(0, files.size()))
                    .findFirst()
                    .orElseThrow();
            byte[] content = files.get(name).clone();
            if (content.length == 0) {
                continue;
            }
            int at = flip.at(1, content.length);
            content[at] ^= (byte) (1 << flip.at(2, 8));
            damaged.put(name, content);
            String wrong = judged(script, damaged);
            if (!wrong.isEmpty()) {
                return wrong + " (" + name + " at " + at + ")";
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
