package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.history.HistoryFile;
import refute.harness.run.RunFolder;

/** A run of another process that is still being written, before the commands that read it: all by the real command line. */
class RunThatGoesOnTest {
    private static final long WITHIN_SECONDS = 60;
    /** Some blocks of its history. */
    private static final long WRITTEN_BYTES = 20_000;

    @TempDir
    Path folder;

    private ChildRefute running;
    private ChildRefute reading;
    private Process run;

    @BeforeEach
    void begin() throws IOException {
        running = new ChildRefute(folder.resolve("run.txt"));
        reading = new ChildRefute(folder.resolve("read.txt"));
        run = running.start(
                "run", "atom", "--time-limit", "5m", "--rate", "2000", "--seed", "1", "--out", store().toString());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_SECONDS);
        while (written() < WRITTEN_BYTES) {
            assertThat(run.isAlive()).as(running.output()).isTrue();
            assertThat(System.nanoTime()).as("the run has begun").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @AfterEach
    void end() {
        run.destroyForcibly();
    }

    private Path store() {
        return folder.resolve("store");
    }

    private Path latest() {
        return store().resolve("latest");
    }

    private long written() throws IOException {
        Path history = latest().resolve(HistoryFile.NAME);
        return Files.exists(history) ? Files.size(history) : 0;
    }

    private int read(String... words) throws IOException, InterruptedException {
        Process process = reading.start(words);
        assertThat(process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String report() throws IOException {
        return Files.readString(latest().resolve("report.html"));
    }

    /** As the report says. */
    private int operations() throws IOException {
        Matcher counts = Pattern.compile("([0-9,]+) operations in").matcher(report());
        assertThat(counts.find()).as("the report counts operations").isTrue();
        return Integer.parseInt(counts.group(1).replace(",", ""));
    }

    @Test
    void has_a_report_that_says_that_it_is_incomplete_and_later_its_own() throws IOException, InterruptedException {
        assertThat(read("report", latest().toString(), "--json"))
                .as(reading.output())
                .isZero();

        assertThat(reading.output()).contains("\"incomplete\":true");
        assertThat(report()).contains("This run had not ended when the report was made: what follows is incomplete.");
        int then = operations();
        assertThat(then).isPositive();
        assertThat(run.isAlive()).isTrue();

        ChildRefute.interrupt(run);
        assertThat(run.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(running.output()).isZero();
        assertThat(report()).doesNotContain("This run had not ended");
        assertThat(operations()).isGreaterThan(then);
        assertThat(RunFolder.open(latest()).record().outcome()).isPresent();
    }

    @Test
    void stands_in_an_index_among_others() throws IOException, InterruptedException {
        assertThat(read("report", store().toString(), "--json"))
                .as(reading.output())
                .isZero();

        assertThat(reading.output()).contains("\"incomplete\":true", "\"index\":");
        assertThat(run.isAlive()).isTrue();
    }
}
