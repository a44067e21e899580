package refute.systems.tree;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;
import refute.tree.Transaction;
import refute.tree.Tree;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;
import refute.tree.storage.StoreFailedException;
import refute.workloads.append.AppendWorkload;

/**
 * Transactions over the lists of two trees by three threads, in an interleaving that the seed decides: they append, read keys, and scan a whole tree; a read of
 * one key alone is a plain call. The checker of {@link AppendWorkload} judges them, as it judges servers: strict serializable, or the anomaly by name.
 *
 * <p>Every other seed kills the process at some call of the disk. What was not flushed may be lost then, so nobody holds the store to what it had answered;
 * but of each transaction all must be there or nothing.
 */
final class TransactionsJudge implements TreeJudge {
    private static final TreeSettings SETTINGS =
            new TreeSettings(4096, 256, 16, 4, 120, 1 << 20, 3, 2, 100, Duration.ZERO);
    private static final int THREADS = 3;
    private static final int CALLS = 5;
    private static final int STEPS_MAX = 4;
    private static final int LISTS = 2;
    private static final int DISK_CALLS = 40;
    private static final List<String> TREES = List.of("t", "u");
    private static final byte[] ALL = {};

    @Override
    public String name() {
        return "transactions";
    }

    @Override
    public String description() {
        return "transactions and scans over two trees in an interleaving that the seed decides, judged by their anomalies";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws Exception {
        RandomGenerator random = seed.substream("calls").random();
        Turns turns = new Turns(seed.substream("turns"));
        MemoryStorage storage = new MemoryStorage();
        TreeStore store = TreeStore.open(storage, SETTINGS, mutants.paced(turns::step, turns::giveTurn));
        boolean killed = random.nextBoolean();
        Trial trial = new Trial(store, killed);
        List<Callable<Void>> works = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            works.add(trial.caller(random, number));
        }
        if (killed) {
            storage.failFrom(storage.calls() + random.nextInt(DISK_CALLS), Long.MAX_VALUE);
        }
        List<Throwable> thrown = turns.run(works);
        if (!thrown.isEmpty()) {
            return "a thread throws " + thrown.getFirst();
        }
        if (killed) {
            try (TreeStore again = TreeStore.open(new MemoryStorage(storage.image()), SETTINGS, mutants)) {
                trial.readAll(again);
            }
        } else {
            trial.readAll(store);
        }
        return trial.judged();
    }

    /** One step: of which list, and what is appended to it; nothing: it is read. */
    private record Step(int tree, int list, long element) {
        private static final long NOTHING = -1;

        byte[] key() {
            return bytes("l" + list);
        }

        Value name() {
            return Value.of(TREES.get(tree) + list);
        }

        Value word(List<Value> found) {
            return element == NOTHING
                    ? Value.of(List.of(new Value.Keyword("r"), name(), new Value.Vec(found)))
                    : Value.of(List.of(new Value.Keyword("append"), name(), Value.of(element)));
        }

        Value asked() {
            return element == NOTHING ? Value.of(List.of(new Value.Keyword("r"), name(), Value.NIL)) : word(List.of());
        }
    }

    /** The threads of one trial, and what they saw. */
    private static final class Trial {
        private final List<Entry> entries = new ArrayList<>();
        private final TreeStore store;
        private final List<Tree> trees;
        private final boolean killed;

        private Trial(TreeStore store, boolean killed) {
            this.store = store;
            // Before the threads take turns: who opens a tree holds what others wait for.
            this.trees = TREES.stream().map(store::tree).toList();
            this.killed = killed;
        }

        private Callable<Void> caller(RandomGenerator random, int number) {
            List<List<Step>> calls = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                calls.add(drawn(random, ((long) number * CALLS + call) * STEPS_MAX));
            }
            return () -> {
                for (int call = 0; call < CALLS; call++) {
                    // Who is not answered has another number in its next life.
                    int process = killed ? number * CALLS + call : number;
                    if (!call(process, calls.get(call))) {
                        return null;
                    }
                }
                return null;
            };
        }

        /** Of six calls three read one key alone, and one a whole tree. */
        private static List<Step> drawn(RandomGenerator random, long element) {
            int tree = random.nextInt(TREES.size());
            return switch (random.nextInt(6)) {
                case 0, 1, 2 -> List.of(new Step(tree, random.nextInt(LISTS), Step.NOTHING));
                case 3 -> allOf(tree);
                default -> appended(random, element);
            };
        }

        private static List<Step> appended(RandomGenerator random, long element) {
            List<Step> steps = new ArrayList<>();
            for (int i = random.nextInt(1, STEPS_MAX); i >= 0; i--) {
                steps.add(new Step(
                        random.nextInt(TREES.size()),
                        random.nextInt(LISTS),
                        random.nextInt(3) == 0 ? Step.NOTHING : element + i));
            }
            return steps;
        }

        private static List<Step> allOf(int tree) {
            List<Step> steps = new ArrayList<>();
            for (int list = 0; list < LISTS; list++) {
                steps.add(new Step(tree, list, Step.NOTHING));
            }
            return steps;
        }

        private boolean call(int process, List<Step> steps) {
            note(
                    process,
                    EntryKind.INVOKE,
                    Value.of(steps.stream().map(Step::asked).toList()));
            try {
                Value answer = steps.size() == 1 ? alone(steps.getFirst()) : store.transact(body(steps));
                note(process, killed ? EntryKind.INFO : EntryKind.OK, answer);
                return true;
            } catch (StoreFailedException e) {
                note(process, EntryKind.INFO, Value.NIL);
                return false;
            }
        }

        private Value alone(Step step) {
            return Value.of(List.of(
                    step.word(list(trees.get(step.tree()).get(step.key()).orElse(ALL)))));
        }

        private Function<Transaction, Value> body(List<Step> steps) {
            boolean scans = steps.equals(allOf(steps.getFirst().tree()));
            return transaction -> scans ? scanned(transaction, steps) : taken(transaction, steps);
        }

        private Value scanned(Transaction transaction, List<Step> steps) {
            Tree tree = trees.get(steps.getFirst().tree());
            List<refute.tree.Entry> found = transaction.scan(tree, ALL, ALL);
            return Value.of(steps.stream()
                    .map(step -> step.word(found.stream()
                            .filter(entry -> Arrays.equals(entry.key(), step.key()))
                            .findFirst()
                            .map(entry -> list(entry.value()))
                            .orElse(List.of())))
                    .toList());
        }

        private Value taken(Transaction transaction, List<Step> steps) {
            List<Value> answers = new ArrayList<>();
            for (Step step : steps) {
                Tree tree = trees.get(step.tree());
                byte[] before = transaction.get(tree, step.key()).orElse(ALL);
                if (step.element() != Step.NOTHING) {
                    transaction.put(tree, step.key(), bytes(text(before) + step.element() + ","));
                }
                answers.add(step.word(list(before)));
            }
            return Value.of(answers);
        }

        private synchronized void note(int process, EntryKind kind, Value value) {
            int index = entries.size();
            entries.add(new Entry(index, index, new ProcessId(process), kind, "txn", Value.NIL, value, 0, ""));
        }

        /** All that is there in the end, at one instant. */
        private void readAll(TreeStore its) {
            int process = THREADS * CALLS;
            List<Step> steps = new ArrayList<>(allOf(0));
            steps.addAll(allOf(1));
            note(
                    process,
                    EntryKind.INVOKE,
                    Value.of(steps.stream().map(Step::asked).toList()));
            Value answer = its.transact(transaction -> Value.of(steps.stream()
                    .map(step -> step.word(list(transaction
                            .get(its.tree(TREES.get(step.tree())), step.key())
                            .orElse(ALL))))
                    .toList()));
            note(process, EntryKind.OK, answer);
        }

        private String judged() {
            CheckResult result = AppendWorkload.checker().check(Evidence.of(History.of(entries)), Budget.standard());
            return result.verdict() == Verdict.INVALID
                    ? result.reason() + ": " + result.witnesses().getFirst().sentence()
                    : "";
        }
    }

    private static List<Value> list(byte[] value) {
        return value.length == 0
                ? List.of()
                : Arrays.stream(text(value).split(","))
                        .map(Long::parseLong)
                        .map(Value::of)
                        .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
