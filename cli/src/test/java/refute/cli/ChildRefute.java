package refute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command in a process of its own, as users call it, which hears signals. */
final class ChildRefute {
    private final Path output;

    /** @param output where all that is written goes, that of the last call alone */
    ChildRefute(Path output) {
        this.output = output;
    }

    Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                // What is started in the background of a script ignores Ctrl-C, and so does all that it starts.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    String output() throws IOException {
        return Files.readString(output);
    }
}
