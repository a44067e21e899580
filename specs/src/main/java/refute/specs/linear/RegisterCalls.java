package refute.specs.linear;

import java.util.Arrays;
import refute.harness.BadInput;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.Model;

/**
 * What the calls in a history say about a register, read straight from the history's columns. Owned by one thread.
 *
 * <p>Some say nothing: failed ones, unanswered reads, unanswered compare-and-sets that would change nothing.
 */
final class RegisterCalls {
    /** Of a call that says nothing. */
    static final int NOTHING = -1;
    /** The bits that are the kind, one of those in {@link RegisterOperations}. */
    static final int KIND = 3;
    /** The bit of an operation that may take effect at any later time, or never. */
    static final int OPEN = 4;
    /** The bit of an operation whose value is with its completion, and not with its invocation. */
    static final int ANSWERED = 8;

    private static final byte UNSEEN = 0;
    private static final byte READ = 1;
    private static final byte WRITE = 2;
    private static final byte CAS = 3;
    private static final byte UNKNOWN = 4;

    private final Model<Value> model;
    private final boolean failedCasObserves;
    private final History history;
    private final BadInput.Collector problems = new BadInput.Collector();
    /** By the number of a function, what it does. */
    private byte[] codes = new byte[4];

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

    /** What the operation invoked there is to a search: a kind and the bits above, or {@link #NOTHING}. */
    int sort(int at) {
        int completion = history.partner(at);
        EntryKind outcome = completion < 0 ? EntryKind.INFO : history.kind(completion);
        int open = outcome == EntryKind.INFO ? OPEN : 0;
        return switch (code(at)) {
            case READ -> outcome == EntryKind.OK ? RegisterOperations.READ | ANSWERED : NOTHING;
            case WRITE -> outcome == EntryKind.FAIL ? NOTHING : RegisterOperations.WRITE | open;
            case CAS -> cas(at, outcome, open);
            default -> object(at);
        };
    }

    private int cas(int at, EntryKind outcome, int open) {
        if (!(history.value(at) instanceof Value.Vec pair) || pair.items().size() != 2) {
            return object(at);
        }
        if (outcome == EntryKind.FAIL) {
            return failedCasObserves ? RegisterOperations.UNEQUAL : NOTHING;
        }
        if (!pair.items().get(0).equals(pair.items().get(1))) {
            return RegisterOperations.CAS | open;
        }
        // It would change nothing, so it is a read of what it expects.
        return outcome == EntryKind.OK ? RegisterOperations.READ : NOTHING;
    }

    private byte code(int at) {
        int number = history.functionNumber(at);
        if (number >= codes.length) {
            codes = Arrays.copyOf(codes, 2 * number);
        }
        if (codes[number] == UNSEEN) {
            String function = history.function(at);
            codes[number] = model.functions().contains(function) ? codeOf(function) : UNKNOWN;
        }
        return codes[number];
    }

    private static byte codeOf(String function) {
        return switch (function) {
            case "read" -> READ;
            case "write" -> WRITE;
            default -> CAS;
        };
    }

    private int object(int at) {
        model.objection(Call.at(history, at)).ifPresent(what -> problems.add("entry " + history.index(at), what));
        return NOTHING;
    }
}
