package refute.specs.revision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * Whether revisions agree with real time, each key for itself.
 *
 * <p>Looks at acknowledged operations that tell a revision: {@code read}, {@code write}, {@code cas} (whose argument is
 * {@code [expected next]}); a read of an unwritten key tells 0, for anything else 0 tells nothing. For any two of one key it
 * demands:
 *
 * <ul>
 *   <li><em>revision-went-back</em>: what began after another had ended does not tell a smaller revision; a write tells a
 *       greater one.
 *   <li><em>revision-made-twice</em>: no two writes tell the same revision.
 *   <li><em>revision-of-two-values</em>: what tells the same revision tells the same value.
 * </ul>
 *
 * <p>All of these follow from linearizability of a register with versions, so they accuse nobody wrongly; they do not imply it.
 * One pass, in time and memory linear in the history.
 */
public final class RevisionOrderChecker implements Checker {
    private static final int BUDGET_EVERY = 4096;

    @Override
    public String name() {
        return "revision-order";
    }

    @Override
    public String description() {
        return "revisions of a key that go back, are made twice, or stand for two values";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        long begun = System.nanoTime();
        History history = evidence.history();
        Map<Value, KeyRevisions> keys = new LinkedHashMap<>();
        for (int at = 0; at < history.size(); at++) {
            if (at % BUDGET_EVERY == 0 && isSpent(begun, budget)) {
                return CheckResult.unknown(name(), "out of time after " + at + " of " + history.size() + " entries");
            }
            if (history.process(at) >= 0) {
                visit(history, at, keys);
            }
        }
        return conclude(keys).withNanos(System.nanoTime() - begun);
    }

    private static void visit(History history, int at, Map<Value, KeyRevisions> keys) {
        if (history.kind(at) == EntryKind.INVOKE) {
            keys.computeIfAbsent(history.key(at), key -> new KeyRevisions(history))
                    .begin(at);
        } else if (history.kind(at) == EntryKind.OK) {
            Value key = history.key(history.partner(at));
            keys.computeIfAbsent(key, unseen -> new KeyRevisions(history)).end(at);
        }
    }

    private CheckResult conclude(Map<Value, KeyRevisions> keys) {
        List<Witness> witnesses = new ArrayList<>();
        long compared = 0;
        long told = 0;
        long contradictions = 0;
        for (KeyRevisions revisions : keys.values()) {
            compared += revisions.compared();
            told += revisions.told();
            contradictions += revisions.contradictions();
            witnesses.addAll(revisions.witnesses());
        }
        witnesses.sort(Comparator.comparingInt(
                witness -> witness.operations().getLast().index()));
        CheckResult result;
        if (!witnesses.isEmpty()) {
            result = CheckResult.invalid(name(), witnesses.getFirst().sentence(), first(witnesses));
        } else if (told == 0) {
            result = CheckResult.valid(name(), "the system told no revisions: nothing to compare");
        } else {
            result = CheckResult.valid(name(), "the revisions of " + compared + " operations agree with real time");
        }
        return result.with("operations", Value.of(compared))
                .with("keys", Value.of(keys.size()))
                .with("contradictions", Value.of(contradictions));
    }

    private static List<Witness> first(List<Witness> witnesses) {
        return witnesses.subList(0, Math.min(witnesses.size(), KeyRevisions.WITNESSES_MAX));
    }

    private static boolean isSpent(long begun, Budget budget) {
        return Thread.currentThread().isInterrupted()
                || System.nanoTime() - begun > budget.time().toNanos();
    }
}
