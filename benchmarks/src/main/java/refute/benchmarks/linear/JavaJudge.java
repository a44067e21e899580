package refute.benchmarks.linear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.history.EdnWriter;
import refute.harness.history.History;
import refute.harness.history.HistoryFormat;
import refute.specs.knossos.ClassPath;
import refute.specs.knossos.Knossos;
import refute.specs.knossos.KnossosChecker;
import refute.specs.linear.LinearizabilityChecker;
import refute.specs.model.CasRegisterModel;

/**
 * A judge in a Java virtual machine of its own, which reads the history from a file: Refute with 2 GiB, Knossos with 8.
 *
 * @param knossos where Knossos is; empty for Refute
 */
record JavaJudge(String knossos) {
    static final JavaJudge REFUTE = new JavaJudge("");
    static final CasRegisterModel MODEL = new CasRegisterModel();

    private static final Duration BEYOND_THE_LIMIT = Duration.ofSeconds(60);

    private boolean isRefute() {
        return knossos.isEmpty();
    }

    /** The first check of a fresh process. */
    Timing first(Path file, Duration limit) throws IOException, InterruptedException {
        return run(file, limit, 1);
    }

    /** The median of the second half of so many checks, one after the other in one process. */
    Timing warm(Path file, Duration limit, int times) throws IOException, InterruptedException {
        return run(file, limit, times);
    }

    private Timing run(Path file, Duration limit, int times) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), isRefute() ? "-Xmx2g" : "-Xmx8g"));
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-XX:+UseParallelGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(JavaJudge.class.getName(), file.toString(), Long.toString(limit.toSeconds())));
        command.addAll(List.of(Integer.toString(times), knossos));
        long begun = System.nanoTime();
        Process process = Children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
        try {
            if (!process.waitFor(
                    limit.multipliedBy(times).plus(BEYOND_THE_LIMIT).toSeconds(), TimeUnit.SECONDS)) {
                return Timing.none("time-out");
            }
            long nanos = System.nanoTime() - begun;
            String said = String.join("", process.inputReader().lines().toList());
            return process.exitValue() == 0 && !said.isEmpty() ? timing(said, nanos) : Timing.none("out of memory");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Timing timing(String said, long processNanos) {
        String[] words = said.split(" ", 3);
        if (words[0].equals(Verdict.UNKNOWN.word())) {
            return Timing.none(words[2].startsWith("out of time") ? "time-out" : words[2]);
        }
        return new Timing(words[0], Long.parseLong(words[1]), processNanos);
    }

    /** The child: {@code FILE SECONDS TIMES [CLASSPATH]}. */
    public static void main(String[] arguments) {
        History history = HistoryFormat.JEPSEN_EDN
                .read(Path.of(arguments[0]), isKeyed(arguments[0]))
                .history();
        Budget budget = Budget.standard().withTime(Duration.ofSeconds(Long.parseLong(arguments[1])));
        int times = Integer.parseInt(arguments[2]);
        boolean refute = arguments.length < 4 || arguments[3].isEmpty();
        Checker checker = refute
                ? LinearizabilityChecker.of(MODEL)
                : KnossosChecker.of(Knossos.on(ClassPath.parse(arguments[3])), MODEL);
        long[] nanos = new long[times];
        CheckResult result = CheckResult.unknown("none", "nothing was judged");
        for (int n = 0; n < times; n++) {
            long begun = System.nanoTime();
            result = checker.check(Evidence.of(history), budget);
            nanos[n] = System.nanoTime() - begun;
        }
        long[] warm = Arrays.copyOfRange(nanos, times / 2, times);
        Arrays.sort(warm);
        System.out.println(result.verdict().word() + " " + warm[warm.length / 2] + " " + result.reason());
        System.out.flush();
        // Knossos leaves threads behind.
        System.exit(0);
    }

    /** By its name, as whether values are tuples cannot be seen for sure. */
    private static boolean isKeyed(String file) {
        return file.contains("keyed");
    }

    static Path write(History history, Path folder, boolean keyed) {
        Path file = folder.resolve(keyed ? "keyed.edn" : "history.edn");
        try {
            EdnWriter.write(file, history, keyed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
