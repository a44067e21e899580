package refute.cli.serve;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what a request names in the store, and nothing outside of it. */
final class StoredFile {
    private StoredFile() {}

    /**
     * The file or folder of this path; empty if there is none that may be seen: parts that begin with a dot lead nowhere, nor do links
     * out of the store.
     *
     * @param store its real path
     * @param encoded parts with slashes between them, as in an address
     */
    static Optional<Path> find(Path store, String encoded) {
        Path path = store;
        try {
            for (String part : encoded.split("/", -1)) {
                // A plus is a plus in a path.
                String name = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
                if (name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
                    return Optional.empty();
                }
                path = path.resolve(name);
            }
            Path real = path.toRealPath();
            return real.startsWith(store) && !hasHidden(store.relativize(real)) ? Optional.of(real) : Optional.empty();
        } catch (IllegalArgumentException | IOException nothing) {
            return Optional.empty();
        }
    }

    private static boolean hasHidden(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** What a browser is told that the file is: nothing that it would run, except for reports, which are sent under a policy. */
    static String type(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return switch (dot < 0 ? "" : name.substring(dot + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "json" -> "application/json";
            case "txt", "ndjson", "md", "log", "edn" -> "text/plain; charset=utf-8";
            case "xml" -> "application/xml";
            default -> "application/octet-stream";
        };
    }

    /** Whether a run's folder. */
    static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve("run.json"));
    }
}
