package refute.harness.world.processes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import refute.harness.system.NodeId;

/**
 * What one process of a node prints, kept in a file of bounded size while it runs; one daemon thread copies.
 *
 * <p>What a system under test prints is untrusted: past the bound it is read and dropped, so that the process never waits for
 * its log, and lines are cut where they are kept in memory.
 */
final class NodeLog {
    static final long BYTES_MAX = 32L << 20;
    private static final int LINES_REMEMBERED = 12;
    private static final int LINE_BYTES_MAX = 400;
    private static final int ALARMS_MAX = 20;

    private final Path file;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final List<String> alarms = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Thread copier;

    /** Starts to copy {@code output} to the file, until it ends. */
    NodeLog(NodeId node, Path file, InputStream output) {
        this.file = file;
        this.copier = Thread.ofPlatform().daemon().name("log of " + node).start(() -> copy(output));
    }

    Path file() {
        return file;
    }

    /** The last lines printed, oldest first. */
    synchronized List<String> lastLines() {
        return List.copyOf(lastLines);
    }

    /** The lines that tell of trouble, the first {@value #ALARMS_MAX}. */
    synchronized List<String> alarms() {
        return List.copyOf(alarms);
    }

    /** Waits until all that the ended process printed is in the file, for at most a second. */
    void awaitEnd() {
        try {
            copier.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(InputStream output) {
        byte[] buffer = new byte[1 << 14];
        try (OutputStream kept = Files.newOutputStream(file)) {
            long written = 0;
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                written = keep(kept, buffer, n, written);
                read(buffer, n);
            }
        } catch (IOException e) {
            // Its end of the stream breaks when the process is killed; people look for the reason here.
            remember("(log ended: " + e.getMessage() + ")");
        }
        if (line.size() > 0) {
            endLine();
        }
    }

    /** Writes what still fits; after the bound or a failed write, nothing more. Returns how much is written. */
    private long keep(OutputStream kept, byte[] bytes, int count, long written) {
        if (written >= BYTES_MAX) {
            return written;
        }
        try {
            int fits = (int) Math.min(count, BYTES_MAX - written);
            kept.write(bytes, 0, fits);
            if (written + fits == BYTES_MAX) {
                kept.write("\n… the log goes on; what follows was not kept\n".getBytes(StandardCharsets.UTF_8));
            }
            return written + fits;
        } catch (IOException e) {
            remember("(log not kept from here: " + e.getMessage() + ")");
            return BYTES_MAX;
        }
    }

    private void read(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else if (line.size() < LINE_BYTES_MAX) {
                line.write(bytes[i]);
            }
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        line.reset();
        if (!text.isEmpty()) {
            remember(text);
        }
    }

    private synchronized void remember(String text) {
        if (lastLines.size() == LINES_REMEMBERED) {
            lastLines.removeFirst();
        }
        lastLines.addLast(text);
        if (alarms.size() < ALARMS_MAX && Alarms.tellsOfTrouble(text)) {
            alarms.add(file.getFileName() + ": " + text);
        }
    }
}
