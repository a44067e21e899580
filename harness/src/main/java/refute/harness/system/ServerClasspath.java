package refute.harness.system;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The class path of a server of this repository: that of this process, so that a run tests the server as it was built beside the harness, wherever that
 * is: a checkout, a release archive, a test of somebody's own. The jars with the markers for mutants are on it only if they are asked for.
 */
final class ServerClasspath {
    private static final String MUTANTS_JAR = "refute-[a-z]+-[0-9].*-mutants\\.jar";

    private ServerClasspath() {}

    static String ofThisProcess(Class<?> main, boolean withMutants) {
        return of(
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)),
                origin(main),
                withMutants);
    }

    /** The server itself first: a class is looked for in one jar after the other, and most are there or right behind it. */
    static String of(List<String> entries, Path server, boolean withMutants) {
        return entries.stream()
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(path -> withMutants || !isMutants(path))
                .sorted((a, b) -> Boolean.compare(b.equals(server), a.equals(server)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isMutants(Path path) {
        return path.getFileName() != null && path.getFileName().toString().matches(MUTANTS_JAR);
    }

    private static Path origin(Class<?> main) {
        try {
            return Path.of(
                    main.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the jar of " + main.getName() + " has no path", e);
        }
    }
}
