package refute.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Opens a page in the person's browser. */
final class Browser {
    private Browser() {}

    static void open(Console console, Path file) {
        open(console, file.toUri());
    }

    static void open(Console console, URI address) {
        String opener = System.getProperty("os.name", "").startsWith("Mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(List.of(opener, address.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            console.note("no browser could be opened (" + opener + " is not there); it is at " + address);
        }
    }
}
