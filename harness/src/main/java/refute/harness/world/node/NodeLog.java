package refute.harness.world.node;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one process of a node prints, kept in a file of bounded size while it runs.
 *
 * <p>What a system under test prints is untrusted: past the bound it is read and dropped, so that the process never waits for
 * its log, and lines are cut where they are kept in memory. Safe for use by several threads.
 */
public final class NodeLog {
    static final long BYTES_MAX = 32L << 20;
    private static final int FIRST_LINES_REMEMBERED = 4;
    private static final int LAST_LINES_REMEMBERED = 12;
    private static final int LINE_BYTES_MAX = 400;
    private static final int ALARMS_MAX = 20;
    private static final long END_WITHIN_MILLIS = 1000;

    private final Path file;
    private final List<String> firstLines = new ArrayList<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final List<String> alarms = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable OutputStream kept;
    private long written;
    private long lines;

    private NodeLog(Path file) {
        this.file = file;
        try {
            this.kept = Files.newOutputStream(file);
        } catch (IOException e) {
            remember("(log not kept: " + e.getMessage() + ")");
        }
    }

    /** A new log in this file; whoever reads the process's output {@linkplain #append appends} it. */
    public static NodeLog in(Path file) {
        return new NodeLog(file);
    }

    /** A new log in this file of all that {@code output} gives until it ends; a daemon thread copies. */
    public static NodeLog copying(InputStream output, Path file) {
        NodeLog log = new NodeLog(file);
        Thread.ofPlatform().daemon().name("log " + file).start(() -> log.copy(output));
        return log;
    }

    public Path file() {
        return file;
    }

    /**
     * The last lines printed, oldest first; and before them the first few, since a program that does not like its arguments says
     * so and then how it is used.
     */
    public synchronized List<String> ends() {
        List<String> ends = new ArrayList<>();
        if (lines > LAST_LINES_REMEMBERED) {
            ends.addAll(firstLines.subList(0, (int) Math.min(firstLines.size(), lines - LAST_LINES_REMEMBERED)));
        }
        if (lines > LAST_LINES_REMEMBERED + ends.size()) {
            ends.add("…");
        }
        ends.addAll(lastLines);
        return ends;
    }

    /** The lines that tell of trouble, the first {@value #ALARMS_MAX}. */
    public synchronized List<String> alarms() {
        return List.copyOf(alarms);
    }

    /** Waits until all that the ended process printed is in the file, for at most a second. */
    public void awaitEnd() {
        try {
            ended.await(END_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(InputStream output) {
        byte[] buffer = new byte[1 << 14];
        try (output) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                append(buffer, n);
            }
        } catch (IOException e) {
            // Its end of the stream breaks when the process is killed; people look for the reason here.
            remember("(log ended: " + e.getMessage() + ")");
        }
        end();
    }

    /** Adds the first {@code count} of these bytes. */
    public synchronized void append(byte[] bytes, int count) {
        keep(bytes, count);
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else if (line.size() < LINE_BYTES_MAX) {
                line.write(bytes[i]);
            }
        }
    }

    /** Says that nothing more will come; does nothing when said again. */
    public synchronized void end() {
        if (line.size() > 0) {
            endLine();
        }
        stopKeeping();
        ended.countDown();
    }

    /** Writes what still fits; after the bound or a failed write, nothing more. */
    private void keep(byte[] bytes, int count) {
        if (kept == null) {
            return;
        }
        try {
            int fits = (int) Math.min(count, BYTES_MAX - written);
            kept.write(bytes, 0, fits);
            written += fits;
            if (written == BYTES_MAX) {
                kept.write("\n… the log goes on; what follows was not kept\n".getBytes(StandardCharsets.UTF_8));
                stopKeeping();
            }
        } catch (IOException e) {
            remember("(log not kept from here: " + e.getMessage() + ")");
            stopKeeping();
        }
    }

    private void stopKeeping() {
        OutputStream closing = kept;
        kept = null;
        if (closing == null) {
            return;
        }
        try {
            closing.close();
        } catch (IOException e) {
            remember("(log not kept to its end: " + e.getMessage() + ")");
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
        lines++;
        if (firstLines.size() < FIRST_LINES_REMEMBERED) {
            firstLines.add(text);
        }
        if (lastLines.size() == LAST_LINES_REMEMBERED) {
            lastLines.removeFirst();
        }
        lastLines.addLast(text);
        if (alarms.size() < ALARMS_MAX && Alarms.tellsOfTrouble(text)) {
            alarms.add(file.getFileName() + ": " + text);
        }
    }
}
