package refute.specs.model;

import java.util.List;
import refute.harness.history.EntryKind;
import refute.harness.history.History;

/** What a failed compare-and-set says. The workload knows: it depends on what the client takes for a failure. */
public enum FailedCas {
    /** Nothing: it may have failed for any reason, such as a lost connection. Knossos' and Jepsen's convention. */
    NOTHING,
    /**
     * That the value differed from the expected one at some time during the call, as a refused transaction of etcd does. Only
     * if that is why it failed: {@link #heard} leaves out those whose error tells another reason.
     */
    OBSERVATION;

    /**
     * The first word of the error of a compare-and-set that found another value than it expected. No other failure may begin
     * with it.
     */
    public static final String DID_NOT_MATCH = "did-not-match";

    /** Ours, and the one of Jepsen's tests of etcd. Histories of others mostly tell no reason, which means the same. */
    private static final List<String> OTHER_VALUE = List.of(DID_NOT_MATCH, "did-not-succeed");

    /** The word for it on the command line. */
    public String word() {
        return switch (this) {
            case NOTHING -> "nothing";
            case OBSERVATION -> "observation";
        };
    }

    /**
     * The part of a history that a model with this convention may be asked about. Among observations no compare-and-set is left
     * that failed for another reason than the value (a refused connection, a leader that was none): it looked at nothing.
     */
    public History heard(History history) {
        return this == NOTHING ? history : history.where(at -> !failedBlindly(history, at));
    }

    private static boolean failedBlindly(History history, int invocation) {
        int completion = history.partner(invocation);
        if (completion < 0
                || history.kind(completion) != EntryKind.FAIL
                || !history.function(invocation).equals("cas")) {
            return false;
        }
        String error = history.error(completion);
        return !error.isEmpty() && OTHER_VALUE.stream().noneMatch(error::startsWith);
    }
}
