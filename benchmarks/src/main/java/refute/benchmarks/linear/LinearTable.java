package refute.benchmarks.linear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import refute.harness.check.Budget;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.specs.linear.Judgement;
import refute.specs.linear.LinearizabilityChecker;
import refute.specs.linear.LinearizationVerifier;
import refute.specs.model.CasRegisterModel;

/**
 * Prints the table: each history judged by Refute, by Porcupine and by Knossos, side by side on this machine.
 *
 * <pre>{@code
 * java -Xmx2g -cp ... refute.benchmarks.linear.LinearTable [--porcupine FOLDER] [--limit SECONDS] [--seed N] [--first ROW] [--last ROW]
 * }</pre>
 *
 * Times are those of the check alone, with the history in memory. <em>Cold</em> is the first check of a fresh virtual machine, <em>warm</em>
 * the median of the last five of ten. Every valid answer is verified.
 */
public final class LinearTable {
    private static final CasRegisterModel MODEL = new CasRegisterModel();
    private static final int WARM_UPS = 5;
    private static final int MEASURED = 5;

    private LinearTable() {}

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
        if (arguments.length == 3 && arguments[0].equals("--once")) {
            HistoryRecipe recipe = rows().get(Integer.parseInt(arguments[1])).withSeed(Long.parseLong(arguments[2]));
            System.out.println(nanos(recipe.cook(), Duration.ofSeconds(60)));
            return;
        }
        Path porcupineSources = Path.of(option(arguments, "--porcupine", "benchmarks/porcupine"));
        Duration limit = Duration.ofSeconds(Long.parseLong(option(arguments, "--limit", "60")));
        long seed = Long.parseLong(option(arguments, "--seed", "1"));
        int first = Integer.parseInt(option(arguments, "--first", "1")) - 1;
        int last = Integer.parseInt(option(arguments, "--last", Integer.toString(rows().size())));
        Path folder = Files.createTempDirectory("refute-linear");
        Optional<Porcupine> porcupine = Porcupine.build(porcupineSources, folder);
        System.out.println("| history | verdict | cold | warm | Porcupine | Knossos |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (int row = first; row < last; row++) {
            HistoryRecipe recipe = rows().get(row).withSeed(seed);
            History history = recipe.cook();
            String other = porcupine.isPresent() ? porcupine.get().judge(history, folder, limit) : "absent";
            System.out.println("| " + recipe + " | " + verdict(history, limit) + " | " + cold(row, seed) + " | "
                    + warm(history, limit) + " | " + other + " | " + knossos() + " |");
        }
        Files.deleteIfExists(folder.resolve("porcupine"));
        Files.delete(folder);
    }

    private static String verdict(History history, Duration limit) {
        Judgement judgement = judge(history, limit);
        if (judgement.result().verdict() == Verdict.VALID) {
            Optional<String> objection = LinearizationVerifier.objection(MODEL, history, judgement.certificates());
            return objection.map(what -> "WRONG: " + what).orElse("valid, verified");
        }
        return judgement.result().verdict().word();
    }

    private static Judgement judge(History history, Duration limit) {
        return LinearizabilityChecker.of(MODEL).judge(history, Budget.standard().withTime(limit));
    }

    private static long nanos(History history, Duration limit) {
        long begun = System.nanoTime();
        judge(history, limit);
        return System.nanoTime() - begun;
    }

    private static String warm(History history, Duration limit) {
        List<Long> measured = new ArrayList<>();
        for (int i = 0; i < WARM_UPS + MEASURED; i++) {
            long nanos = nanos(history, limit);
            if (i >= WARM_UPS) {
                measured.add(nanos);
            }
        }
        measured.sort(null);
        return seconds(measured.get(MEASURED / 2));
    }

    private static String cold(int row, long seed) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LinearTable.class.getName(),
                        "--once",
                        Integer.toString(row),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = String.join("", process.inputReader().lines().toList());
        process.waitFor();
        return process.exitValue() == 0 ? seconds(Long.parseLong(line)) : "failed";
    }

    /** The column is filled once the adapter that runs Knossos is there. */
    private static String knossos() {
        try {
            Class.forName("clojure.java.api.Clojure");
            return "on the class path, adapter missing";
        } catch (ClassNotFoundException notThere) {
            return "absent";
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
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
