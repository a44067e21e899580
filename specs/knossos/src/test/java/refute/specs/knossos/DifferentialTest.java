package refute.specs.knossos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.harness.history.HistoryFormat;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.linear.LinearizabilityChecker;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.FailedCas;
import refute.specs.model.Model;
import refute.specs.model.Models;

/** Knossos against our engine: where both answer, they agree. */
class DifferentialTest {
    private static final int RANDOM_HISTORIES = 10_000;
    /** Every fifth has Knossos step our model, with failures as observations, which it has no model for. */
    private static final int OBSERVATION_EVERY = 5;

    private static final Budget BUDGET = new Budget(Duration.ofSeconds(20), 1L << 30, 2);

    private final Knossos knossos = RealKnossos.orSkip();

    /** The verdict that both find; fails if they disagree. Knossos may run out of time or memory, ours may not. */
    private <S> Verdict agreed(Model<S> model, History history, String name) {
        Evidence evidence = Evidence.of(history);
        CheckResult ours = LinearizabilityChecker.of(model).check(evidence, BUDGET);
        CheckResult theirs = KnossosChecker.of(knossos, model).check(evidence, BUDGET);
        assertThat(ours.verdict()).as(name).isNotEqualTo(Verdict.UNKNOWN);
        if (theirs.verdict() != Verdict.UNKNOWN) {
            assertThat(ours.verdict())
                    .as(() -> name + "\nours: " + ours.reason() + "\nKnossos: " + theirs.reason())
                    .isEqualTo(theirs.verdict());
        }
        return theirs.verdict();
    }

    @Test
    void on_random_register_histories() {
        RandomGenerator random = new Seed(8).random();
        Model<Value> nothing = new CasRegisterModel();
        Model<Value> observation = new CasRegisterModel(Value.NIL, FailedCas.OBSERVATION);
        int[] found = new int[Verdict.values().length];
        for (int i = 0; i < RANDOM_HISTORIES; i++) {
            History history = RandomRegisters.history(random, 4 + random.nextInt(16), 2 + random.nextInt(4));
            Model<Value> model = i % OBSERVATION_EVERY == 0 ? observation : nothing;
            found[
                    agreed(model, history, i + "\n" + HistoryNotation.print(history))
                            .ordinal()]++;
        }
        // Neither answer is rare, or the comparison would say little; and Knossos has answered.
        assertThat(found[Verdict.VALID.ordinal()]).isGreaterThan(RANDOM_HISTORIES / 4);
        assertThat(found[Verdict.INVALID.ordinal()]).isGreaterThan(RANDOM_HISTORIES / 10);
        assertThat(found[Verdict.UNKNOWN.ordinal()]).isLessThan(RANDOM_HISTORIES / 100);
    }

    @ParameterizedTest
    @CsvSource({"etcd-jepsen,cas-register,52", "knossos,cas-register,34", "kv,kv,2"})
    void on_recorded_histories(String name, String model, int answeredMin) throws IOException {
        List<Path> files = recorded(name);
        int answered = 0;
        for (Path file : files) {
            History history = HistoryFormat.read(file).history().clients();
            Verdict verdict = agreed(Models.named(model, Models.Choice.usual()), history, file.toString());
            answered += verdict == Verdict.UNKNOWN ? 0 : 1;
        }
        assertThat(answered).as("histories of %s that Knossos answers", name).isGreaterThanOrEqualTo(answeredMin);
    }

    private static List<Path> recorded(String name) throws IOException {
        String property = System.getProperty("refute.histories", "");
        Path folder = (property.isEmpty()
                        ? Stream.iterate("../shared/histories", path -> "../" + path)
                                .limit(5)
                        : Stream.of(property))
                .map(path -> Path.of(path, name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("absent"));
        assumeTrue(
                Files.isDirectory(folder),
                "no recorded histories: put them into ../shared/histories/" + name
                        + " beside the checkout or set -Drefute.histories");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(log|edn|txt)"))
                    .filter(file -> !file.endsWith("VERDICTS.txt"))
                    .sorted()
                    .toList();
        }
    }
}
