package refute.specs.linear;

import java.util.List;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.FailedCas;
import refute.specs.model.Model;

/**
 * The differential tests of a whole night: every history of up to six operations of two clients over two values, then random small
 * histories, half of them of registers and half of all models.
 *
 * <pre>{@code
 * java -cp ... refute.specs.linear.NightlyDifferential [RANDOM_HISTORIES] [OPERATIONS_MAX] [SEED]
 * }</pre>
 *
 * Ends with 1 at the first disagreement, and prints the history.
 */
final class NightlyDifferential {
    private static long compared;

    private NightlyDifferential() {}

    public static void main(String[] arguments) {
        long random = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        int operationsMax = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        CasRegisterModel register = new CasRegisterModel();
        LinearizabilityChecker<Value> engine = LinearizabilityChecker.of(register);
        for (int operations = 1; operations <= operationsMax; operations++) {
            long count = SmallHistories.forEach(operations, history -> compare(register, engine, history));
            System.out.printf("every history of %d operations: %,d agree%n", operations, count);
        }
        randomHistories(random, new Seed(seed));
        System.out.printf("compared %,d histories: 0 disagreements%n", compared);
    }

    private static void randomHistories(long count, Seed seed) {
        RandomGenerator generator = seed.random();
        Model<Value> nothing = new CasRegisterModel(Value.NIL, FailedCas.NOTHING);
        Model<Value> observation = new CasRegisterModel(Value.NIL, FailedCas.OBSERVATION);
        List<Model<?>> models = List.copyOf(Vocabulary.ALL.sequencedKeySet());
        for (long i = 0; i < count; i++) {
            Model<?> model = i % 4 == 0 ? nothing : i % 4 == 1 ? observation : models.get((int) (i % models.size()));
            History history = Histories.random(
                    generator,
                    i % 4 < 2 ? Vocabulary.casRegister(2 + (int) (i % 3)) : Vocabulary.ALL.get(model),
                    1 + generator.nextInt(6),
                    1 + generator.nextInt(4));
            compare(model, LinearizabilityChecker.of(model), history);
            if ((i + 1) % 1_000_000 == 0) {
                System.out.printf("%,d random histories agree%n", i + 1);
            }
        }
    }

    private static void compare(Model<?> model, LinearizabilityChecker<?> checker, History history) {
        compared++;
        Oracle.objection(model, checker, history).ifPresent(what -> {
            System.err.println(model + ": " + what + "\n" + HistoryNotation.print(history));
            System.exit(1);
        });
    }
}
