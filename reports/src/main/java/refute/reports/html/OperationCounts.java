package refute.reports.html;

import refute.harness.history.EntryKind;
import refute.harness.history.History;

/**
 * Numbers of the clients' operations by how they ended; the open ones count as info.
 *
 * @param lastNanos the time of the last entry
 */
record OperationCounts(long all, long ok, long fail, long info, long lastNanos) {
    static OperationCounts of(History history) {
        long all = 0;
        long ok = 0;
        long fail = 0;
        for (int at = 0; at < history.size(); at++) {
            if (history.process(at) >= 0) {
                EntryKind kind = history.kind(at);
                all += kind == EntryKind.INVOKE ? 1 : 0;
                ok += kind == EntryKind.OK ? 1 : 0;
                fail += kind == EntryKind.FAIL ? 1 : 0;
            }
        }
        return new OperationCounts(
                all, ok, fail, all - ok - fail, history.isEmpty() ? 0 : history.timeNanos(history.size() - 1));
    }
}
