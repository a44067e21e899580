package refute.specs.tla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import refute.harness.BadInput;

/** Where TLC keeps how far it came: in a folder that it names after the time, inside of the one that it is given. */
public final class Checkpoints {
    private static final String MARK = "vars.chkpt";

    private Checkpoints() {}

    /**
     * The latest checkpoint in a folder.
     *
     * @throws BadInput if there is none
     */
    public static Path latest(Path folder) {
        return find(folder)
                .orElseThrow(() -> new BadInput(folder.toString(), "there is no checkpoint in it", ""))
                .toAbsolutePath();
    }

    private static Optional<Path> find(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one -> Files.isRegularFile(one.resolve(MARK))).max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }
}
