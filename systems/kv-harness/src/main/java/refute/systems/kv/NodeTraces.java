package refute.systems.kv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import refute.harness.check.Trace;

/**
 * What nodes recorded, a file each, put in one order: by the clock of the machine that they all ran on, in containers as well as outside of them, which
 * no message is quicker than. A node records what it did before anybody can hear of it.
 */
final class NodeTraces {
    /** The vocabulary. */
    static final String SPEC = "Raft";

    private static final String FILE = "trace.ndjson";
    private static final String NODES = "nodes";
    /** As the store writes them; a line that a kill has cut off is none. */
    private static final Pattern LINE = Pattern.compile("\\{\"seq\":[0-9]{1,18},\"at\":(-?[0-9]{1,18}),(.*\\})");

    private NodeTraces() {}

    /** Where a node writes its part: beside its data, which goes when the run ends. */
    static String fileBeside(String dataFolder) {
        return Path.of(dataFolder).resolveSibling(FILE).toString();
    }

    /** The parts in a run folder as one file in it; empty if there are none. */
    static Optional<Trace> together(Path folder) {
        if (!Files.isDirectory(folder.resolve(NODES))) {
            return Optional.empty();
        }
        Path whole = folder.resolve(FILE);
        List<Part> parts = new ArrayList<>();
        try (Stream<Path> nodes = Files.list(folder.resolve(NODES))) {
            for (Path node : nodes.sorted().toList()) {
                if (Files.exists(node.resolve(FILE))) {
                    parts.add(new Part(Files.newBufferedReader(node.resolve(FILE))));
                }
            }
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            try (Writer out = Files.newBufferedWriter(whole)) {
                write(parts, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the nodes' traces cannot be put together", e);
        } finally {
            parts.forEach(Part::close);
        }
        return Optional.of(Trace.of(SPEC, whole));
    }

    private static void write(List<Part> parts, Writer out) throws IOException {
        PriorityQueue<Part> waiting = new PriorityQueue<>(Comparator.comparingLong(Part::at));
        for (Part part : parts) {
            if (part.next()) {
                waiting.add(part);
            }
        }
        long sequence = 0;
        for (Part first = waiting.poll(); first != null; first = waiting.poll()) {
            out.write("{\"seq\":" + ++sequence + ",\"at\":" + first.at() + "," + first.rest() + "\n");
            if (first.next()) {
                waiting.add(first);
            }
        }
    }

    /** One node's file, at one of its lines. */
    private static final class Part {
        private final BufferedReader lines;
        private long at;
        private String rest = "";

        Part(BufferedReader lines) {
            this.lines = lines;
        }

        boolean next() throws IOException {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher event = LINE.matcher(line);
                if (event.matches()) {
                    at = Long.parseLong(event.group(1));
                    rest = event.group(2);
                    return true;
                }
            }
            return false;
        }

        long at() {
            return at;
        }

        String rest() {
            return rest;
        }

        void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
