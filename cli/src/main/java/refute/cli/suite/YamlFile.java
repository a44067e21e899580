package refute.cli.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import refute.harness.BadInput;

/**
 * Reads a file of YAML 1.2 into a tree, without making anything else of it: no tags, no objects, no merging of keys. An anchor may be used
 * again, as long as what it unfolds to stays within {@value #PARTS_MAX} parts.
 */
final class YamlFile {
    private static final int BYTES_MAX = 1 << 20;
    private static final int DEPTH_MAX = 8;
    private static final int PARTS_MAX = 100_000;
    /** What the schema gives to plain text, numbers and the like; everything else was written by somebody. */
    private static final Set<Tag> TAGS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

    private final String name;
    private final BadInput.Collector problems;
    private int parts;

    private YamlFile(String name, BadInput.Collector problems) {
        this.name = name;
        this.problems = problems;
    }

    /**
     * The file's tree, with problems added for what is wrong with single parts.
     *
     * @throws BadInput if it cannot be read at all, or is no YAML
     */
    static Yaml read(Path file, BadInput.Collector problems) {
        return parse(text(file), file.toString(), problems);
    }

    /** The same, of the text of a file. */
    static Yaml parse(String text, String name, BadInput.Collector problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(BYTES_MAX)
                // What they unfold to is bounded here.
                .setMaxAliasesForCollections(PARTS_MAX)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            return new YamlFile(name, problems)
                    .read(root.orElseThrow(() -> new BadInput(name, "is empty", "it needs scenarios")), 0);
        } catch (MarkedYamlEngineException e) {
            throw new BadInput(
                    name + e.getProblemMark().map(mark -> ":" + line(mark)).orElse(""),
                    "is no YAML: " + e.getProblem(),
                    "");
        } catch (YamlEngineException e) {
            throw new BadInput(name, "is no YAML: " + e.getMessage(), "");
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new BadInput(file.toString(), "is larger than " + (BYTES_MAX >> 10) + " KiB", "");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new BadInput(file.toString(), "there is no such file", "see docs/suites.md for how one is written");
        } catch (AccessDeniedException e) {
            throw new BadInput(file.toString(), "may not be read", "check its permissions");
        } catch (CharacterCodingException e) {
            throw new BadInput(file.toString(), "is no text in UTF-8", "");
        } catch (IOException | UncheckedIOException e) {
            throw new BadInput(file.toString(), "cannot be read: " + e, "");
        }
    }

    private Yaml read(Node node, int depth) {
        int line = node.getStartMark().map(YamlFile::line).orElse(1);
        if (depth > DEPTH_MAX) {
            throw new BadInput(at(line), "is nested more than " + DEPTH_MAX + " deep", "no suite needs that");
        }
        if (++parts > PARTS_MAX) {
            throw new BadInput(at(line), "unfolds to more than " + PARTS_MAX + " parts", "use fewer anchors");
        }
        if (!TAGS.contains(node.getTag())) {
            problems.add(at(line), "the tag " + node.getTag() + " means nothing here", "leave it out");
        }
        return switch (node) {
            case ScalarNode scalar -> new Yaml.Scalar(scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), line);
            case SequenceNode sequence -> items(sequence, line, depth);
            case MappingNode mapping -> fields(mapping, line, depth);
            default -> throw new BadInput(at(line), "is nothing that a suite has", "");
        };
    }

    private Yaml items(SequenceNode sequence, int line, int depth) {
        List<Yaml> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(read(item, depth + 1));
        }
        return new Yaml.Items(items, line);
    }

    private Yaml fields(MappingNode mapping, int line, int depth) {
        SequencedMap<String, Yaml.Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = tuple.getKeyNode().getStartMark().map(YamlFile::line).orElse(line);
            Yaml value = read(tuple.getValueNode(), depth + 1);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(at(keyLine), "a key is a word", "");
                continue;
            }
            Yaml.Field before = fields.putIfAbsent(key.getValue(), new Yaml.Field(keyLine, value));
            if (before != null) {
                problems.add(
                        at(keyLine),
                        "'" + key.getValue() + "' stands on line " + before.line() + " already",
                        "keep one of them");
            }
        }
        return new Yaml.Fields(fields, line);
    }

    private String at(int line) {
        return name + ":" + line;
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }
}
