package refute.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks: results on standard output, progress and messages on standard error. Colours and lines that are
 * written over appear on a terminal only, and colours not if {@code NO_COLOR} is set.
 *
 * @param out results
 * @param err progress and messages
 * @param terminal whether a person is looking
 * @param colours whether colours are wanted
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal, boolean colours) {
    private static final String CLEAR_LINE = "\r\u001B[2K";

    static Console standard() {
        // The launcher looks, as Java has no way to ask about one stream.
        boolean capable = !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
        boolean outTerminal = capable && Boolean.getBoolean("refute.terminal.out");
        boolean errTerminal = capable && Boolean.getBoolean("refute.terminal.err");
        boolean colours = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(writer(System.out), writer(System.err), errTerminal, outTerminal && errTerminal && colours);
    }

    /** A console that only remembers, for tests. */
    static Console into(PrintWriter out, PrintWriter err) {
        return new Console(out, err, false, false);
    }

    void result(String line) {
        out.println(line);
        out.flush();
    }

    void note(String line) {
        err.println(line);
        err.flush();
    }

    void error(String line) {
        note(colour("31;1", "refute: ") + line);
    }

    /** Writes over the last live line; nothing where nobody looks. */
    void live(String line) {
        if (terminal) {
            err.print(CLEAR_LINE + line);
            err.flush();
        }
    }

    /** Ends the live line, so that what follows begins on a fresh one. */
    void endLive() {
        live("");
    }

    String bold(String text) {
        return colour("1", text);
    }

    String dim(String text) {
        return colour("2", text);
    }

    String colour(String code, String text) {
        return colours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }
}
