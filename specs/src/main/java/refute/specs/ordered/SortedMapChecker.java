package refute.specs.ordered;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.model.FailedCas;

/**
 * Whether everybody finds in a sorted map what he left there. Each client has keys of its own: what comes before the slash of a key is the name of
 * its owner, who does one thing after the other; so there is nothing to search, and a scan of his range can be judged as a whole.
 *
 * <p>A change without an answer may happen at any time from then on, once, or never. What is read decides: a value that only such a change can have
 * written shows that it has happened. That is lenient where several of them are open, and never accuses wrongly.
 *
 * <p>All changes are expected to last: a workload for this checker asks for durable ones. Time is operations, and the size of scans.
 */
public final class SortedMapChecker implements Checker {
    @Override
    public String name() {
        return "sorted-map";
    }

    @Override
    public String description() {
        return "everybody finds in a map what he left there: keys, values, order";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        Map<String, Owner> owners = new TreeMap<>();
        long judged = 0;
        for (Operation operation : evidence.history().clients().operations()) {
            Optional<Witness> wrong = judge(owners, operation);
            if (wrong.isPresent()) {
                return CheckResult.invalid(name(), wrong.get().sentence(), List.of(wrong.get()));
            }
            judged += operation.isOk() ? 1 : 0;
        }
        return judged == 0
                ? CheckResult.unknown(name(), "nothing was answered")
                : CheckResult.valid(name(), "all " + judged + " answers are those of a sorted map");
    }

    private static Optional<Witness> judge(Map<String, Owner> owners, Operation operation) {
        if (operation.function().equals(Scan.FUNCTION)) {
            if (!operation.isOk()) {
                return Optional.empty();
            }
            Scan scan = Scan.of(operation);
            Owner owner = owners.computeIfAbsent(ownerOf(scan.from()), name -> new Owner());
            return owner.scans(scan);
        }
        if (operation.key().equals(Value.NIL)) {
            return Optional.empty();
        }
        String key = Scan.text(operation.key());
        Owner owner = owners.computeIfAbsent(ownerOf(key), name -> new Owner());
        return owner.does(owner.cells.computeIfAbsent(key, name -> new Cell()), operation);
    }

    private static String ownerOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /** A key's value, the change that put it there, and the changes without an answer that may still happen. */
    private static final class Cell {
        private Value value = Value.NIL;
        private @Nullable Operation by;
        private final List<Operation> open = new ArrayList<>();

        /** Whether the key may have had that value; if only an open change explains it, that has happened. */
        boolean shows(Value seen) {
            if (seen.equals(value)) {
                return true;
            }
            for (Operation change : open) {
                if (written(change).equals(seen)) {
                    open.remove(change);
                    value = seen;
                    by = change;
                    return true;
                }
            }
            return false;
        }

        boolean maybeOther(Value expected) {
            return !value.equals(expected) || !open.isEmpty();
        }

        void becomes(Value next, Operation change) {
            value = next;
            by = change;
        }
    }

    private static Value written(Operation change) {
        return switch (change.function()) {
            case "put" -> change.argument();
            case "cas" -> ((Value.Vec) change.argument()).items().getLast();
            default -> Value.NIL;
        };
    }

    private static final class Owner {
        private final Map<String, Cell> cells = new TreeMap<>();

        Optional<Witness> does(Cell cell, Operation operation) {
            if (operation.outcome() == EntryKind.FAIL) {
                boolean observed = operation.function().equals("cas")
                        && operation.completion() != null
                        && operation.completion().error().startsWith(FailedCas.DID_NOT_MATCH);
                Value expected =
                        observed ? ((Value.Vec) operation.argument()).items().getFirst() : Value.NIL;
                return observed && !cell.maybeOther(expected)
                        ? wrong(cell, operation, "found another value than " + expected)
                        : Optional.empty();
            }
            if (operation.outcome() == EntryKind.INFO) {
                if (!operation.function().equals("get")) {
                    cell.open.add(operation);
                }
                return Optional.empty();
            }
            Value seen = operation.function().equals("cas")
                    ? ((Value.Vec) operation.argument()).items().getFirst()
                    : operation.result();
            if (!cell.shows(seen)) {
                return wrong(cell, operation, "found " + seen);
            }
            if (!operation.function().equals("get")) {
                cell.becomes(written(operation), operation);
            }
            return Optional.empty();
        }

        Optional<Witness> scans(Scan scan) {
            if (scan.disorder().isPresent()) {
                return Optional.of(new Witness.Contradiction(
                        Sentences.of(scan) + ": " + scan.disorder().get(), "disorder", List.of(scan.operation())));
            }
            for (String key : scan.entries().sequencedKeySet()) {
                if (!scan.covers(key)) {
                    return Optional.of(new Witness.Contradiction(
                            Sentences.of(scan) + " gives " + key + ", which is not from " + scan.from() + " to "
                                    + scan.to(),
                            "out-of-range",
                            List.of(scan.operation())));
                }
                cells.computeIfAbsent(key, name -> new Cell());
            }
            for (Map.Entry<String, Cell> each : cells.entrySet()) {
                Value seen = scan.entries().getOrDefault(each.getKey(), Value.NIL);
                if (scan.covers(each.getKey()) && !each.getValue().shows(seen)) {
                    return wrong(each.getValue(), scan.operation(), "found " + seen + " under " + each.getKey());
                }
            }
            return Optional.empty();
        }

        private static Optional<Witness> wrong(Cell cell, Operation reader, String what) {
            List<Operation> shown = new ArrayList<>();
            Operation last = cell.by;
            if (last != null) {
                shown.add(last);
            }
            shown.add(reader);
            String left = last == null
                    ? "nobody had changed it"
                    : "it had been left as " + cell.value + " (" + Sentences.of(last) + ")";
            return Optional.of(new Witness.Contradiction(
                    Sentences.of(reader) + " " + what + ", but " + left
                            + (cell.open.isEmpty() ? "" : ", and no change without an answer explains it"),
                    "not-a-sorted-map",
                    shown));
        }
    }
}
