package refute.specs.tla.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import refute.specs.tla.Spec;

/** A temporary folder with the modules of a spec, the module of its paths and a model of that, for as long as TLC reads them. Owned by one thread. */
final class PathFolder implements AutoCloseable {
    /** What the module of the paths is called after the spec. */
    static final String SUFFIX = "Path";

    private final Path folder;
    private final String module;

    private PathFolder(Path folder, String module) {
        this.folder = folder;
        this.module = module;
    }

    /**
     * Writes one.
     *
     * @param text the module of the paths
     * @param config the model
     */
    static PathFolder of(Spec spec, String text, String config) throws IOException {
        PathFolder made = new PathFolder(Files.createTempDirectory("refute-path-"), spec.name() + SUFFIX);
        try {
            spec.writeTo(made.folder);
            Files.writeString(made.module(), text);
            Files.writeString(made.model(), config);
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    Path folder() {
        return folder;
    }

    Path module() {
        return folder.resolve(module + ".tla");
    }

    Path model() {
        return folder.resolve(module + ".cfg");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
