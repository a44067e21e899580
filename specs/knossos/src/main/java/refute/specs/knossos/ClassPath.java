package refute.specs.knossos;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import refute.harness.BadInput;

/**
 * Where further classes and Clojure sources are: jars and folders.
 *
 * @param entries that exist
 */
public record ClassPath(List<Path> entries) {
    /** Nothing further: what the program itself sees. */
    public static final ClassPath OWN = new ClassPath(List.of());

    public ClassPath {
        entries = List.copyOf(entries);
    }

    /**
     * Reads it as {@code java -cp} does: entries between the system's path separators, and {@code FOLDER/*} for all jars in a folder.
     *
     * @throws BadInput with every entry that does not exist
     */
    public static ClassPath parse(String text) {
        List<Path> entries = new ArrayList<>();
        BadInput.Collector problems = new BadInput.Collector();
        for (String word : text.split(File.pathSeparator, -1)) {
            if (word.endsWith("/*")) {
                entries.addAll(jars(Path.of(word.substring(0, word.length() - 1)), problems));
            } else if (!word.isBlank()) {
                Path entry = Path.of(word);
                entries.add(entry);
                if (!Files.exists(entry)) {
                    problems.add("--classpath", "there is no " + entry, "name jars, or folders of sources");
                }
            }
        }
        problems.throwIfAny();
        return new ClassPath(entries);
    }

    private static List<Path> jars(Path folder, BadInput.Collector problems) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add("--classpath", "the jars in " + folder + " cannot be listed: " + e);
            return List.of();
        }
    }

    /** What loads from here, and from the program itself; stays open as long as the program runs. */
    ClassLoader loader() {
        ClassLoader own = ClassPath.class.getClassLoader();
        return entries.isEmpty()
                ? own
                : new URLClassLoader(entries.stream().map(ClassPath::url).toArray(URL[]::new), own);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new BadInput("--classpath", entry + " cannot be on a class path: " + e.getMessage(), "");
        }
    }
}
