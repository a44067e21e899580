package refute.specs.linear;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import refute.harness.history.EntryKind;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.Model;
import refute.specs.model.RegisterModel;

/**
 * Turns any part of a register's operations into what the register search works on, so that a part can be judged as fast as the whole. Owned by one thread.
 */
final class RegisterEncoding {
    private final Operations operations;
    private final byte[] kind;
    private final int[] value;
    private final int[] next;
    private final int values;

    private RegisterEncoding(Value initial, Operations operations) {
        this.operations = operations;
        List<Call> calls = operations.calls();
        kind = new byte[calls.size()];
        value = new int[calls.size()];
        next = new int[calls.size()];
        ValueNumbers numbers = new ValueNumbers();
        numbers.of(initial);
        for (int c = 0; c < calls.size(); c++) {
            encode(c, calls.get(c), numbers);
        }
        values = numbers.size();
    }

    /** Empty if the model is no register, with or without compare-and-set. */
    static Optional<RegisterEncoding> of(Model<?> model, Operations operations) {
        return switch (model) {
            case CasRegisterModel register -> Optional.of(new RegisterEncoding(register.initial(), operations));
            case RegisterModel register -> Optional.of(new RegisterEncoding(register.initial(), operations));
            default -> Optional.empty();
        };
    }

    private void encode(int number, Call call, ValueNumbers numbers) {
        switch (call.function()) {
            case "read" -> code(number, RegisterOperations.READ, numbers.of(call.result()));
            case "write" -> code(number, RegisterOperations.WRITE, numbers.of(call.argument()));
            default -> {
                List<Value> pair = ((Value.Vec) call.argument()).items();
                int from = numbers.of(pair.get(0));
                int to = numbers.of(pair.get(1));
                if (call.outcome() == EntryKind.FAIL) {
                    code(number, RegisterOperations.UNEQUAL, from);
                } else if (from == to) {
                    code(number, RegisterOperations.READ, from);
                } else {
                    code(number, RegisterOperations.CAS, from);
                    next[number] = to;
                }
            }
        }
    }

    private void code(int number, byte itsKind, int itsValue) {
        kind[number] = itsKind;
        value[number] = itsValue;
        next[number] = itsValue;
    }

    /** The operations of these numbers, ascending, without those that only look and have not returned. */
    RegisterOperations only(int[] numbers) {
        int[] kept = IntStream.of(numbers)
                .filter(o -> !operations.isOpen(o) || kind[operations.call()[o]] >= RegisterOperations.WRITE)
                .toArray();
        byte[] kinds = new byte[kept.length];
        int[] calls = new int[kept.length];
        int[] invoked = new int[kept.length];
        int[] returned = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            calls[i] = operations.call()[kept[i]];
            kinds[i] = kind[calls[i]];
            invoked[i] = operations.invoked()[kept[i]];
            returned[i] = operations.returned()[kept[i]];
        }
        return new RegisterOperations(
                kinds,
                IntStream.of(calls).map(c -> value[c]).toArray(),
                IntStream.of(calls).map(c -> next[c]).toArray(),
                invoked,
                returned,
                Ends.inOrder(invoked, returned),
                values,
                0);
    }
}
