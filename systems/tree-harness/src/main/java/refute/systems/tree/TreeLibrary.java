package refute.systems.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import refute.harness.Seed;
import refute.harness.system.LibraryUnderTest;
import refute.harness.system.Mutant;
import refute.nemeses.crash.PersistenceModel;
import refute.tree.mutant.Mutants;

/** The tree, its mutants, and who looks for them. */
public final class TreeLibrary implements LibraryUnderTest {
    private static final List<TreeJudge> JUDGES = List.of(
            new MapJudge(),
            new IoErrorJudge(),
            new CrashJudge("kill", "the process is killed: after each step", PersistenceModel.KILL, 0),
            new CrashJudge("power", "the power fails: every image that POSIX allows", PersistenceModel.POSIX, 0),
            new CrashJudge("recovery", "the power fails, and again while it recovers", PersistenceModel.POSIX, 8),
            new DamageJudge(),
            new ThreadsJudge(),
            new SchedulesJudge(),
            new InterleavingsJudge(),
            new TogetherJudge(),
            new FlushesJudge(),
            new TransactionsJudge(),
            new SubscribeJudge(),
            new IdsJudge(),
            new StormJudge());

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public String description() {
        return "the persistent B-link tree of this repository, a library";
    }

    @Override
    public List<Mutant> mutants() {
        return Arrays.stream(refute.tree.mutant.Mutant.values())
                .map(one -> new Mutant(one.name(), one.description()))
                .toList();
    }

    @Override
    public List<Judge> judges() {
        return JUDGES.stream()
                .map(one -> new Judge(one.name(), one.description()))
                .toList();
    }

    @Override
    public Hunt hunt(String mutant, String judge, Seed seed, BooleanSupplier goesOn) throws InterruptedException {
        Mutants mutants = mutants(mutant);
        TreeJudge its = judge(judge);
        long trials = 0;
        while (goesOn.getAsBoolean()) {
            Seed trial = seed.substream(trials);
            trials++;
            String wrong = look(its, trial, mutants);
            if (!wrong.isEmpty()) {
                return new Hunt(trials, Optional.of(new Find(trial.value(), wrong, evidence(its, trial, mutants))));
            }
        }
        return new Hunt(trials, Optional.empty());
    }

    @Override
    public String again(String mutant, String judge, long trial, SortedMap<String, byte[]> kept)
            throws InterruptedException {
        TreeJudge its = judge(judge);
        try {
            return its.again(new Seed(trial), mutants(mutant), kept);
        } catch (InterruptedException | UnreadableEvidenceException e) {
            throw e;
        } catch (Exception | StackOverflowError e) {
            return thrown(e);
        }
    }

    private static Mutants mutants(String id) {
        return id.isEmpty() ? Mutants.NONE : Mutants.of(refute.tree.mutant.Mutant.valueOf(id));
    }

    private static TreeJudge judge(String name) {
        return JUDGES.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no judge " + name));
    }

    private static String thrown(Throwable what) {
        return "it throws " + what;
    }

    private static SortedMap<String, byte[]> evidence(TreeJudge judge, Seed seed, Mutants mutants)
            throws InterruptedException {
        try {
            return judge.evidence(seed, mutants);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // The script itself fails, before there is anything to crash: the seed repeats it.
            return new TreeMap<>();
        }
    }

    private static String look(TreeJudge judge, Seed seed, Mutants mutants) throws InterruptedException {
        try {
            return judge.look(seed, mutants);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | StackOverflowError e) {
            return thrown(e);
        }
    }
}
