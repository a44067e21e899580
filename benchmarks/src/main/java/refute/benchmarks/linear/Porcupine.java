package refute.benchmarks.linear;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/** Porcupine, as a child process of its own. */
final class Porcupine {
    private static final long MEMORY_KIB_MAX = 8L << 20;
    private static final Duration BUILD_TIME_MAX = Duration.ofMinutes(5);

    private final Path binary;

    private Porcupine(Path binary) {
        this.binary = binary;
    }

    /** Builds the driver with Go; empty if there is no Go or the module cannot be had. */
    static Optional<Porcupine> build(Path sources, Path folder) throws IOException, InterruptedException {
        Path binary = folder.resolve("porcupine");
        ProcessBuilder builder = new ProcessBuilder("go", "build", "-mod=mod", "-o", binary.toString(), ".");
        builder.directory(sources.toFile()).inheritIO();
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(BUILD_TIME_MAX.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0 ? Optional.of(new Porcupine(binary)) : Optional.empty();
        } catch (IOException noGo) {
            System.err.println("no Porcupine: " + noGo.getMessage());
            return Optional.empty();
        }
    }

    /** What it says, and how long its check alone and all of its process took. */
    Timing judge(History history, Path folder, Duration limit) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "history", ".txt");
        write(history, file);
        // The limit of memory is the table's; beyond it Go dies.
        String script = "ulimit -v " + MEMORY_KIB_MAX + "; exec \"$0\" \"$1\" \"$2\"";
        long begun = System.nanoTime();
        Process process = Children.start(new ProcessBuilder(
                        "sh", "-c", script, binary.toString(), file.toString(), Long.toString(limit.toSeconds()))
                .redirectError(ProcessBuilder.Redirect.DISCARD));
        try {
            List<String> lines = process.inputReader().lines().toList();
            process.waitFor();
            long processNanos = System.nanoTime() - begun;
            if (process.exitValue() != 0 || lines.isEmpty()) {
                return Timing.none("out of memory");
            }
            String line = lines.getFirst();
            String word = line.substring(0, line.indexOf(' '));
            long nanos = Long.parseLong(line.substring(word.length() + 1));
            return word.equals("Unknown")
                    ? Timing.none("time-out")
                    : new Timing(word.equals("Ok") ? "valid" : "invalid", nanos, processNanos);
        } finally {
            process.destroyForcibly();
            Files.delete(file);
        }
    }

    private static void write(History history, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int at = 0; at < history.size(); at++) {
                Value value = history.value(at);
                boolean pair = value instanceof Value.Vec;
                Value first = pair ? ((Value.Vec) value).items().get(0) : value;
                Value second = pair ? ((Value.Vec) value).items().get(1) : Value.NIL;
                out.write(letter(history.kind(at)) + " " + history.process(at) + " " + number(history.key(at)) + " "
                        + history.function(at).charAt(0) + " " + number(first) + " " + number(second) + "\n");
            }
        }
    }

    private static String letter(EntryKind kind) {
        return switch (kind) {
            case INVOKE -> "i";
            case OK -> "o";
            case FAIL -> "f";
            case INFO -> "x";
        };
    }

    private static long number(Value value) {
        return value instanceof Value.Int number ? number.number() : -9;
    }
}
