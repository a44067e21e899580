package refute.harness.run;

import java.util.List;

/**
 * A part of the harness, or of what was plugged into it, broke its contract: a client, a generator, a nemesis. It says
 * nothing about the system under test. All that is wrong is listed at once.
 */
public final class HarnessFailure extends Error {
    private static final long serialVersionUID = 1L;

    /**
     * @param who broke the contract
     * @param problems in what ways
     */
    public HarnessFailure(String who, List<String> problems) {
        super(who + ": " + String.join("; ", problems));
    }

    HarnessFailure(String what, Throwable cause) {
        super(what + ": " + Causes.messages(cause), cause);
    }
}
