package refute.specs.model;

import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/**
 * What a model sees of an operation: what was asked and what was answered, but not when.
 *
 * @param process who asked; only locks care
 * @param function what was asked
 * @param argument with what
 * @param result the answer; {@link Value#NIL} unless the outcome is ok
 * @param outcome {@link EntryKind#OK}, {@link EntryKind#FAIL} or {@link EntryKind#INFO}
 * @param revision the system's version of the object after the operation; 0 if it told none
 */
public record Call(int process, String function, Value argument, Value result, EntryKind outcome, long revision) {
    public Call {
        if (outcome == EntryKind.INVOKE) {
            throw new IllegalArgumentException("a call has an outcome; an open one is info");
        }
    }

    /** A call that happened. */
    public static Call ok(int process, String function, Value argument, Value result) {
        return new Call(process, function, argument, result, EntryKind.OK, 0);
    }

    public static Call of(Operation operation) {
        boolean ok = operation.isOk();
        return new Call(
                operation.process().number(),
                operation.function(),
                operation.argument(),
                ok ? operation.result() : Value.NIL,
                operation.outcome(),
                ok ? operation.revision() : 0);
    }

    /** The call whose invocation stands at this position of the history. */
    public static Call at(History history, int invocation) {
        int completion = history.partner(invocation);
        EntryKind outcome = completion < 0 ? EntryKind.INFO : history.kind(completion);
        boolean ok = outcome == EntryKind.OK;
        return new Call(
                history.process(invocation),
                history.function(invocation),
                history.value(invocation),
                ok ? history.value(completion) : Value.NIL,
                outcome,
                ok ? history.revision(completion) : 0);
    }

    public boolean isOk() {
        return outcome == EntryKind.OK;
    }

    /** Whether the object may have answered this: its answer is unknown, or equal. */
    public boolean answered(Value possible) {
        return !isOk() || result.equals(possible);
    }

    /** As a person reads it: {@code cas [1 2]}, {@code read -> 3}, {@code write 4 (unknown)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(function);
        if (!argument.equals(Value.NIL)) {
            text.append(' ').append(argument);
        }
        switch (outcome) {
            case OK -> {
                if (!result.equals(argument)) {
                    text.append(" -> ").append(result);
                }
            }
            case FAIL -> text.append(" (failed)");
            case INVOKE, INFO -> text.append(" (unknown)");
        }
        return text.toString();
    }
}
