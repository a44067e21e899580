package refute.harness.world.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One small file for each run that has containers, with its owner: what lets any later call see in a millisecond, without asking
 * the container engine, whether somebody went and left something.
 */
record Marks(Path folder) {
    static Marks ofUser() {
        String home = System.getProperty("user.home");
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", home + "/.cache");
        return new Marks(Path.of(cache, "refute", "containers"));
    }

    void put(Tag tag) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(tag.name()), tag.owner().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder, e);
        }
    }

    void remove(Tag tag) {
        try {
            Files.deleteIfExists(folder.resolve(tag.name()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove from " + folder, e);
        }
    }

    /** Runs whose owner is gone. */
    List<Tag> orphans() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> marks = Files.list(folder)) {
            return marks.sorted()
                    .flatMap(mark ->
                            owner(mark).map(owner -> new Tag(mark.getFileName().toString(), owner)).stream())
                    .filter(tag -> tag.owner().gone())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    private static Optional<Owner> owner(Path mark) {
        try {
            return Owner.parse(Files.readString(mark));
        } catch (IOException e) {
            // Its run has just ended and taken it away.
            return Optional.empty();
        }
    }
}
