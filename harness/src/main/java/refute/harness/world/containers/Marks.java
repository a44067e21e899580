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
        // Nearly always there is no mark, and whoever starts a command waits for this: nothing more is loaded than a
        // list.
        String[] names = folder.toFile().list();
        if (names == null || names.length == 0) {
            return List.of();
        }
        return Stream.of(names)
                .sorted()
                .flatMap(name -> owner(folder.resolve(name)).map(owner -> new Tag(name, owner)).stream())
                .filter(tag -> tag.owner().gone())
                .toList();
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
