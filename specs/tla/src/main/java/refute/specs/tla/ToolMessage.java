package refute.specs.tla;

/**
 * One thing that TLC says with its option {@code -tool}, or what the parser prints in between.
 *
 * @param code what it is about (TLC's class {@code EC}); {@link #PLAIN} for what is printed in between
 * @param kind how it is meant
 * @param text the words, without the marks around them
 */
record ToolMessage(int code, Kind kind, String text) {
    /** The code of lines that are no messages: those of the parser, and of specs that print. */
    static final int PLAIN = 0;

    /** The code of errors that have no code of their own. */
    static final int GENERAL = 1000;

    /** How a message is meant, in TLC's order. */
    enum Kind {
        INFORMATION,
        ERROR,
        BUG,
        WARNING,
        STATE;

        static Kind of(int number) {
            return number >= 0 && number < values().length ? values()[number] : INFORMATION;
        }
    }
}
