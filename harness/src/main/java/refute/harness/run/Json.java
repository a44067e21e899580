package refute.harness.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import refute.harness.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON files of a run folder: read into trees, written whole or not at all. */
final class Json {
    /** No file of a run folder that is JSON comes near it. */
    private static final long FILE_BYTES_MAX = 256L << 20;

    // Escaped, what is not ASCII survives every tool, and halves of surrogate pairs survive at all.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String print(JsonNode node) {
        return MAPPER.writeValueAsString(node) + "\n";
    }

    /** @throws BadInput if the text is no JSON, with line and column */
    static JsonNode parse(String text, String name) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String place = at == null ? name : name + ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new BadInput(place, "is no JSON: " + e.getOriginalMessage(), "");
        }
    }

    /** @throws BadInput if the file cannot be read or is no JSON */
    static JsonNode read(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new BadInput(file.toString(), "is larger than " + (FILE_BYTES_MAX >> 20) + " MB", "");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (text.isBlank()) {
                throw new BadInput(file.toString(), "is empty", "");
            }
            return parse(text, file.toString());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Replaces the file in one step: whoever reads it meanwhile finds the old one or the new one, whole. */
    static void write(Path file, JsonNode node) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".new");
        try {
            Files.writeString(fresh, print(node), StandardCharsets.UTF_8);
            RunFolder.readableByAll(fresh, "rw-r--r--");
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static BadInput unreadable(Path file, IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> new BadInput(file.toString(), "there is no such file", "");
            case AccessDeniedException denied ->
                new BadInput(file.toString(), "may not be read", "check its permissions");
            default -> new BadInput(file.toString(), "cannot be read: " + e, "");
        };
    }
}
