package refute.benchmarks.linear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import refute.harness.check.Budget;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.specs.linear.Judgement;
import refute.specs.linear.LinearizabilityChecker;
import refute.specs.linear.LinearizationVerifier;

/**
 * Prints the table: each history judged by Refute, by Porcupine and by Knossos, side by side on this machine.
 *
 * <pre>{@code
 * benchmarks/table [--knossos CLASSPATH] [--limit SECONDS] [--seed N] [--first ROW] [--last ROW]
 * }</pre>
 *
 * <em>Check</em> is the check alone, with the history in memory: the first one of a fresh process, and warm (Refute: the median of the last
 * ten of twenty; Knossos: of the last two of four; Porcupine is compiled and needs no warming). <em>Process</em> is a whole process that starts,
 * reads the history from a file (EDN; Porcupine's driver has a plainer format) and judges it. Every valid answer of Refute is verified.
 */
public final class LinearTable {
    private static final int TIMES_REFUTE = 20;
    private static final int TIMES_KNOSSOS = 4;

    private final Optional<Porcupine> porcupine;
    private final String knossos;
    private final Path folder;
    private final Duration limit;

    private LinearTable(Optional<Porcupine> porcupine, String knossos, Path folder, Duration limit) {
        this.porcupine = porcupine;
        this.knossos = knossos;
        this.folder = folder;
        this.limit = limit;
    }

    /** The rows, in the order of the table. */
    static List<HistoryRecipe> rows() {
        return List.of(
                HistoryRecipe.few(10_000, 20).invalidAt(90),
                HistoryRecipe.few(1_000, 20).crashed(10).invalidAt(90),
                HistoryRecipe.few(1_000, 5).crashed(50).invalidAt(90),
                HistoryRecipe.few(1_000, 50).crashed(10),
                HistoryRecipe.unique(10_000, 20),
                HistoryRecipe.unique(1_000, 50),
                HistoryRecipe.few(100_000, 10),
                HistoryRecipe.unique(100_000, 10),
                HistoryRecipe.few(1_000_000, 5),
                HistoryRecipe.few(1_000_000, 20).onKeys(10).crashed(10),
                HistoryRecipe.few(1_000_000, 20).onKeys(100).crashed(10),
                HistoryRecipe.few(1_000_000, 20).onKeys(1_000).invalidAt(50));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path porcupineSources = Path.of(option(arguments, "--porcupine", "benchmarks/porcupine"));
        Duration limit = Duration.ofSeconds(Long.parseLong(option(arguments, "--limit", "60")));
        long seed = Long.parseLong(option(arguments, "--seed", "1"));
        int first = Integer.parseInt(option(arguments, "--first", "1")) - 1;
        int last = Integer.parseInt(option(arguments, "--last", Integer.toString(rows().size())));
        Path folder = Files.createTempDirectory("refute-linear");
        LinearTable table = new LinearTable(
                Porcupine.build(porcupineSources, folder), option(arguments, "--knossos", ""), folder, limit);
        System.out.println(
                "| history | Refute, warm | first | process | Porcupine | process | Knossos, first | warm | process |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int row = first; row < last; row++) {
            System.out.println(table.row(rows().get(row).withSeed(seed)));
        }
        Files.deleteIfExists(folder.resolve("porcupine"));
        Files.delete(folder);
    }

    private String row(HistoryRecipe recipe) throws IOException, InterruptedException {
        History history = recipe.cook();
        Path file = JavaJudge.write(history, folder, recipe.keys() > 1);
        Timing first = JavaJudge.REFUTE.first(file, limit);
        Timing warm = first.isAnswer() ? JavaJudge.REFUTE.warm(file, limit, TIMES_REFUTE) : first;
        Timing porcupine =
                this.porcupine.isPresent() ? this.porcupine.get().judge(history, folder, limit) : Timing.none("absent");
        JavaJudge judge = new JavaJudge(knossos);
        Timing knossosFirst = knossos.isEmpty() ? Timing.none("absent") : judge.first(file, limit);
        Timing knossosWarm = knossosFirst.isAnswer() ? judge.warm(file, limit, TIMES_KNOSSOS) : knossosFirst;
        Files.delete(file);
        return "| "
                + String.join(
                        " | ",
                        recipe.toString(),
                        warm.check() + verified(history, warm),
                        first.check(),
                        first.process(),
                        porcupine.check(),
                        porcupine.process(),
                        knossosFirst.check(),
                        knossosWarm.check(),
                        knossosFirst.process())
                + " |";
    }

    /** A valid answer is followed step by step. */
    private String verified(History history, Timing answer) {
        if (!answer.answer().equals(Verdict.VALID.word())) {
            return "";
        }
        Judgement judgement = LinearizabilityChecker.of(JavaJudge.MODEL)
                .judge(history, Budget.standard().withTime(limit));
        return LinearizationVerifier.objection(JavaJudge.MODEL, history, judgement.certificates())
                .map(what -> " WRONG: " + what)
                .orElse("");
    }

    private static String option(String[] arguments, String name, String usual) {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals(name)) {
                return arguments[i + 1];
            }
        }
        return usual;
    }
}
