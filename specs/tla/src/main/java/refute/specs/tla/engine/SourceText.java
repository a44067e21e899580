package refute.specs.tla.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;

/** What stands in modules, by place. */
final class SourceText {
    private static final String SUFFIX = ".tla";

    private final Map<String, List<String>> modules = new HashMap<>();

    /** Reads all modules in a folder. */
    SourceText(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    modules.put(name.substring(0, name.length() - SUFFIX.length()), Files.readAllLines(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the modules cannot be read", e);
        }
    }

    /** The text of a part, on one line. */
    String of(SemanticNode node) {
        Location at = node.getLocation();
        List<String> lines = modules.getOrDefault(at.source(), List.of());
        StringBuilder text = new StringBuilder();
        for (int line = at.beginLine(); line <= at.endLine() && line <= lines.size(); line++) {
            String whole = lines.get(line - 1);
            int from = line == at.beginLine() ? at.beginColumn() - 1 : 0;
            int to = line == at.endLine() ? at.endColumn() : whole.length();
            text.append(text.isEmpty() ? "" : " ")
                    .append(whole.substring(Math.min(from, whole.length()), Math.min(to, whole.length()))
                            .strip());
        }
        return text.toString();
    }

    /** Where it begins: {@code Raft.tla:12:5}. */
    static String place(SemanticNode node) {
        Location at = node.getLocation();
        return at.source() + SUFFIX + ":" + at.beginLine() + ":" + at.beginColumn();
    }
}
