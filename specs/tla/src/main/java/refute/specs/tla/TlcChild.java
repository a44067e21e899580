package refute.specs.tla;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * TLC of another jar, in a process of its own. It tells its figures once a minute, and is ended rather than asked to end.
 *
 * @param jar with the class {@code tlc2.TLC}
 */
record TlcChild(Path jar) implements Tlc {
    private static final long END_SECONDS_MAX = 10;

    @Override
    public Running start(List<String> arguments, Path scratch, ToolOutput output) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseParallelGC");
        command.add("-Djava.io.tmpdir=" + scratch);
        // As in process: the folders are deleted here, if they are to be.
        command.add("-Dtlc2.tool.ModelChecker.vetoCleanup=true");
        command.add("-cp");
        command.add(jar.toAbsolutePath().toString());
        command.add("tlc2.TLC");
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(scratch.toFile())
                    .redirectErrorStream(true)
                    .start();
            Thread reader = Thread.ofPlatform().daemon().name("tlc-output").start(() -> copy(process, output));
            return new Child(process, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("a Java process cannot be started", e);
        }
    }

    private static void copy(Process process, ToolOutput output) {
        try (InputStream in = process.getInputStream()) {
            in.transferTo(output);
        } catch (IOException | ToolOutput.Enough ended) {
            // The process is gone, or was asked to go.
        }
    }

    private record Child(Process process, Thread reader) implements Running {
        @Override
        public boolean await(long nanos) throws InterruptedException {
            if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
                return false;
            }
            reader.join(TimeUnit.SECONDS.toMillis(END_SECONDS_MAX));
            return true;
        }

        @Override
        public Figures figures() {
            return Figures.NONE;
        }

        @Override
        public boolean requestCheckpoint() {
            // It writes one as often as its arguments say.
            return false;
        }

        @Override
        public void wake() {
            // It looks once a minute.
        }

        @Override
        public void stop() {
            process.destroy();
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
