package refute.systems.kv;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import refute.kv.server.KvServer;

/**
 * The class path of a server: that of this process, so that a run tests the store as it was built beside the harness, wherever that
 * is: a checkout, a release archive, a test of somebody's own. The jar with the marker for mutants is on it only if it is asked for.
 */
final class ServerClasspath {
    private static final String MUTANTS_JAR = "refute-kv-[0-9].*-mutants\\.jar";

    private ServerClasspath() {}

    static String ofThisProcess(boolean withMutants) {
        return of(Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)), withMutants);
    }

    /** The store itself first: a class is looked for in one jar after the other, and most are there or right behind it. */
    static String of(List<String> entries, boolean withMutants) {
        Path store = storeItself();
        return entries.stream()
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(path -> withMutants || !isMutants(path))
                .sorted((a, b) -> Boolean.compare(b.equals(store), a.equals(store)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isMutants(Path path) {
        return path.getFileName() != null && path.getFileName().toString().matches(MUTANTS_JAR);
    }

    private static Path storeItself() {
        try {
            return Path.of(KvServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the store's own jar has no path", e);
        }
    }
}
