package refute.harness.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import refute.harness.history.Value;

/**
 * What nodes recorded of themselves: one JSON object a line, those of all nodes in one order. It can be read more than once. Untrusted.
 *
 * @param spec in whose vocabulary
 * @param name where it is, for people
 * @param origin what its clock said when that of the history began; empty if nobody knows
 * @param opening makes a reader that begins at its beginning
 * @param events the same, if they were recorded in this process: who judges them need not read the text, which is made when somebody asks for it
 */
public record Trace(
        String spec, String name, OptionalLong origin, Opening opening, Optional<List<RecordedEvent>> events) {
    /** The figure of a result in which a judge of traces keeps the {@code origin}, so that the record of a run knows it, too. */
    public static final String ORIGIN = "origin";

    /** The origin that one of these results has kept; empty if none has. */
    public static OptionalLong originIn(List<CheckResult> results) {
        return results.stream()
                .map(result -> result.figures().get(ORIGIN))
                .filter(Value.Int.class::isInstance)
                .mapToLong(figure -> ((Value.Int) figure).number())
                .findFirst();
    }

    /** Makes a reader. */
    @FunctionalInterface
    public interface Opening {
        BufferedReader open() throws IOException;
    }

    /** A file. Bytes that are no UTF-8 are replaced. */
    public static Trace of(String spec, Path file) {
        return new Trace(
                spec,
                file.toString(),
                OptionalLong.empty(),
                () -> new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)),
                Optional.empty());
    }

    /** Lines in memory. */
    public static Trace of(String spec, String name, String lines) {
        return new Trace(
                spec, name, OptionalLong.empty(), () -> new BufferedReader(new StringReader(lines)), Optional.empty());
    }

    /**
     * Events in memory.
     *
     * @param lines makes their text, which says the same
     */
    public static Trace of(String spec, String name, List<RecordedEvent> events, Supplier<String> lines) {
        return new Trace(
                spec,
                name,
                OptionalLong.empty(),
                () -> new BufferedReader(new StringReader(lines.get())),
                Optional.of(events));
    }

    public Trace withOrigin(long nanos) {
        return new Trace(spec, name, OptionalLong.of(nanos), opening, events);
    }

    /** Reads it from its beginning. */
    public BufferedReader open() throws IOException {
        return opening.open();
    }
}
