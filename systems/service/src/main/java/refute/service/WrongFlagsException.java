package refute.service;

import java.util.List;

/** Flags that make no sense, with all that is wrong with them. */
public final class WrongFlagsException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongFlagsException(List<String> problems) {
        super("wrong flags:\n  " + String.join("\n  ", problems) + "\n(--help says more)");
    }
}
