package refute.specs.transactions;

import java.util.List;
import refute.harness.history.EntryKind;

/**
 * What was asked in one go, and how it ended.
 *
 * @param at the position of its invocation in the history
 * @param returnedAt the position of its completion; {@link #NEVER} if there is none
 * @param outcome ok: it was committed; fail: aborted; info: unknown
 * @param steps what it did, in order; reads have their answer only if it is ok
 */
record Transaction(int at, int returnedAt, EntryKind outcome, List<MicroOperation> steps) {
    static final int NEVER = -1;

    Transaction {
        steps = List.copyOf(steps);
    }

    boolean isOk() {
        return outcome == EntryKind.OK;
    }

    boolean isAborted() {
        return outcome == EntryKind.FAIL;
    }
}
