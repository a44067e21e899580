package refute.reports.markdown;

import refute.reports.Visible;

/** Text of others in Markdown. */
final class Markup {
    /**
     * How long a summary may become: GitHub drops one of more than 1 MiB as a whole. In characters of up to three bytes each, so that the
     * bytes stay below too.
     */
    static final int CHARACTERS_MAX = 300_000;

    private static final int CELL_MAX = 300;

    private Markup() {}

    /** Text on one line in which nothing is markup. */
    static String plain(String text) {
        return Visible.line(text, CELL_MAX)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_{}\\[\\]()#+!|~$@])", "\\\\$1")
                .replace("://", ":&#47;&#47;")
                .replace("www.", "www&#46;");
    }

    /** A line of code as a block of its own. Indented, not fenced: no run of backquotes in it can end it. */
    static String code(String line) {
        return "    " + Visible.line(line, 4 * CELL_MAX) + "\n";
    }
}
