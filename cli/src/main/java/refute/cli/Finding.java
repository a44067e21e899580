package refute.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import refute.harness.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a judge of a library has found, as it is kept: {@value #FILE} in a folder, beside the evidence.
 *
 * @param library its name
 * @param mutant the bug that was switched on; empty: none was
 * @param judge who has found it
 * @param trial the seed of the trial
 * @param sentence what is wrong
 * @param code which code that was
 */
record Finding(String library, String mutant, String judge, long trial, String sentence, String code) {
    static final String FILE = "finding.json";

    private static final List<String> TEXTS = List.of("library", "mutant", "judge", "sentence", "code");
    private static final int FILES_MAX = 1000;
    private static final long BYTES_MAX = 64L << 20;

    /** Whether the folder has one. */
    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /** Writes it down, with its evidence. The names of the evidence are the library's own. */
    void write(Path folder, SortedMap<String, byte[]> evidence) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("library", library);
        json.put("mutant", mutant);
        json.put("judge", judge);
        json.put("trial", trial);
        json.put("sentence", sentence);
        json.put("code", code);
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : evidence.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        // Last: where it is, the evidence is whole.
        Files.writeString(folder.resolve(FILE), Json.line(json) + "\n", StandardCharsets.UTF_8);
    }

    /** @throws BadInput if the file is none, with all that is wrong */
    static Finding read(Path folder) {
        Path file = folder.resolve(FILE);
        JsonNode json = parse(file);
        BadInput.Collector problems = new BadInput.Collector();
        for (String name : TEXTS) {
            if (!json.path(name).isString()) {
                problems.add(file.toString(), "has no text " + name, "keep the folder as refute scorecard wrote it");
            }
        }
        if (!json.path("trial").isIntegralNumber()) {
            problems.add(file.toString(), "has no whole number trial", "keep the folder as refute scorecard wrote it");
        }
        problems.throwIfAny();
        return new Finding(
                json.path("library").asString(),
                json.path("mutant").asString(),
                json.path("judge").asString(),
                json.path("trial").asLong(),
                json.path("sentence").asString(),
                json.path("code").asString());
    }

    private static JsonNode parse(Path file) {
        try {
            return JsonMapper.builder().build().readTree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw new BadInput(file.toString(), "cannot be read: " + e.getMessage(), "");
        }
    }

    /** @throws BadInput if the files beside it are too many or too large to be evidence */
    static SortedMap<String, byte[]> evidence(Path folder) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(path);
                if (files.size() == FILES_MAX || bytes > BYTES_MAX) {
                    throw new BadInput(folder.toString(), "has more than is sensible for evidence", "name its folder");
                }
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (!name.equals(FILE)) {
                    files.put(name, Files.readAllBytes(path));
                }
            }
        } catch (IOException e) {
            throw new BadInput(folder.toString(), "cannot be read: " + e.getMessage(), "");
        }
        return files;
    }
}
