package refute.cli.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.reports.suite.CellReport;
import refute.reports.suite.Omission;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a suite at another time, or on another machine.
 *
 * @param plan what was to be run
 * @param cells what came of it, in the order of the plan; those of which nothing is known are told as lost
 * @param seconds how long it took; empty if the harness was killed before the end
 */
record StoredSuite(Plan plan, List<CellReport> cells, Optional<Double> seconds) {
    private static final long BYTES_MAX = 256L << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    StoredSuite {
        cells = List.copyOf(cells);
    }

    /**
     * Reads the results in a folder, or the file itself. A last line that was cut is as if it had not been written.
     *
     * @throws BadInput if there are none, or they are not of a suite
     */
    static StoredSuite read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(Results.FILE) : path;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            if (Files.size(file) > BYTES_MAX) {
                throw new BadInput(file.toString(), "is larger than " + (BYTES_MAX >> 20) + " MiB", "");
            }
            return read(file.toString(), reader.lines().toList());
        } catch (NoSuchFileException e) {
            throw new BadInput(file.toString(), "there is no such file", "refute suite leaves one in --results");
        } catch (IOException | UncheckedIOException e) {
            throw new BadInput(file.toString(), "cannot be read: " + e, "");
        }
    }

    private static StoredSuite read(String file, List<String> lines) {
        @Nullable Plan plan = null;
        Map<String, CellReport> ended = new LinkedHashMap<>();
        Optional<Double> seconds = Optional.empty();
        for (int n = 0; n < lines.size(); n++) {
            try {
                var line = MAPPER.readTree(lines.get(n));
                if (plan == null) {
                    plan = ResultLines.plan(line);
                } else if (line.has("cell")) {
                    CellReport cell = ResultLines.cell(line);
                    ended.put(cell.id(), cell);
                } else {
                    seconds = ResultLines.end(line);
                }
            } catch (JacksonException | IllegalArgumentException | BadInput e) {
                if (n > 0 && n == lines.size() - 1) {
                    break;
                }
                throw new BadInput(
                        file + ":" + (n + 1),
                        "is no line of a suite's results: " + firstLine(e),
                        "name the folder that refute suite wrote");
            }
        }
        if (plan == null) {
            throw new BadInput(file, "is empty", "name the folder that refute suite wrote");
        }
        List<CellReport> cells = new ArrayList<>();
        for (Plan.Planned planned : plan.cells()) {
            CellReport cell = ended.get(planned.id());
            cells.add(cell == null ? planned.omitted(Omission.LOST) : cell);
        }
        return new StoredSuite(plan, cells, seconds);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage())
                .lines()
                .findFirst()
                .orElse("");
    }
}
