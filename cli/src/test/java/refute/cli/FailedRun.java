package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A run that failed within half a second of simulated time, made once, to be copied by the tests of a class. */
final class FailedRun {
    private static final String SEED = "7";

    private final Path folder;

    /** @param scratch where it is made */
    FailedRun(Path scratch) {
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said, true);
        String[] words = {
            "run", "kv", "--world", "simulation", "--mutant", "M02", "--seed", SEED, "--out", scratch.toString()
        };
        assertThat(Main.run(Console.into(to, to), words)).as(said.toString()).isEqualTo(1);
        try {
            this.folder = scratch.resolve("latest").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy with this name. */
    Path copy(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(folder.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return to;
    }
}
