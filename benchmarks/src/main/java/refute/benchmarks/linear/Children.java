package refute.benchmarks.linear;

import java.io.IOException;

/** Processes that do not outlive this one, even if it is told to end while it waits for them. */
final class Children {
    private Children() {}

    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-" + process.pid()));
        return process;
    }
}
