package refute.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens a file in the person's browser. */
final class Browser {
    private Browser() {}

    static void open(Console console, Path file) {
        String opener = System.getProperty("os.name", "").startsWith("Mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(List.of(opener, file.toUri().toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            console.note("no browser could be opened (" + opener + " is not there); the report is " + file);
        }
    }
}
