package refute.specs.linear;

import java.util.Arrays;
import refute.harness.BadInput;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.Model;

/**
 * What the calls in a history say about a register, read straight from the history's columns: the kind of {@link RegisterOperations}, and
 * bits. Owned by one thread.
 *
 * <p>Some say nothing: failed ones, unanswered reads, unanswered compare-and-sets that would change nothing.
 */
final class RegisterCalls implements KeySort.Sorter {
    /** The bits that are the kind. */
    static final int KIND = 3;
    /** The bit of an operation whose outcome is unknown. */
    static final int IS_OPEN = 4;

    private static final int OUTCOMES = EntryKind.values().length;
    private static final byte UNSEEN = -1;
    /** Of a function that is no register's. */
    private static final int UNKNOWN = IS_UNDECIDED;

    private final Model<Value> model;
    private final boolean failedCasObserves;
    private final History history;
    private final BadInput.Collector problems = new BadInput.Collector();
    /** By the number of a function and the outcome. */
    private byte[] sorts = new byte[0];

    /** @param model of registers, with or without compare-and-set */
    RegisterCalls(Model<Value> model, boolean failedCasObserves, History history) {
        this.model = model;
        this.failedCasObserves = failedCasObserves;
        this.history = history;
    }

    /** All calls until now that the model does not understand, in the order of the questions. */
    BadInput.Collector problems() {
        return problems;
    }

    @Override
    public int sort(int at) {
        int completion = history.partner(at);
        EntryKind outcome = completion < 0 ? EntryKind.INFO : history.kind(completion);
        int number = OUTCOMES * history.functionNumber(at) + outcome.code();
        if (number >= sorts.length || sorts[number] == UNSEEN) {
            fill(history.functionNumber(at), history.function(at));
        }
        return sorts[number];
    }

    @Override
    public int look(int at, int sort) {
        if (sort == UNKNOWN
                || !(history.value(at) instanceof Value.Vec pair)
                || pair.items().size() != 2) {
            model.objection(Call.at(history, at)).ifPresent(what -> problems.add("entry " + history.index(at), what));
            return IS_LEFT_OUT;
        }
        int decided = sort & ~IS_UNDECIDED;
        boolean isOpenCas = (sort & IS_OPEN) != 0 && (decided & KIND) == RegisterOperations.CAS;
        // Whether one happened that would change nothing cannot be seen.
        return isOpenCas && pair.items().get(0).equals(pair.items().get(1)) ? IS_LEFT_OUT : decided;
    }

    private void fill(int number, String function) {
        int first = OUTCOMES * number;
        if (first >= sorts.length) {
            int filled = sorts.length;
            sorts = Arrays.copyOf(sorts, 2 * first + OUTCOMES);
            Arrays.fill(sorts, filled, sorts.length, UNSEEN);
        }
        for (EntryKind outcome : EntryKind.values()) {
            sorts[first + outcome.code()] = (byte) sort(function, outcome);
        }
    }

    private int sort(String function, EntryKind outcome) {
        if (!model.functions().contains(function)) {
            return UNKNOWN;
        }
        int open = outcome == EntryKind.INFO ? IS_OPEN : 0;
        boolean failed = outcome == EntryKind.FAIL;
        return switch (function) {
            case "read" -> outcome == EntryKind.OK ? RegisterOperations.READ : IS_LEFT_OUT;
            case "write" -> failed ? IS_LEFT_OUT : RegisterOperations.WRITE | open;
            default -> IS_UNDECIDED | (failed ? failedCas() : RegisterOperations.CAS | open);
        };
    }

    private int failedCas() {
        return failedCasObserves ? RegisterOperations.UNEQUAL : IS_LEFT_OUT;
    }
}
