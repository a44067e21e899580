package refute.specs.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.ContainerModel;
import refute.specs.model.Model;
import refute.specs.model.RegisterModel;
import refute.specs.model.VersionedRegisterModel;

/**
 * Tries the operations of a witness in every order: none may be legal, and, if the witness says that it is minimal, leaving out any
 * one of them, and of registers what it may explain, of containers of unique values all about its value, must make one legal. Plain
 * recursion without memory, and shares no code with the searches, so it is for witnesses of up to a dozen operations or so; it refuses
 * larger ones. Stateless.
 */
public final class WitnessVerifier {
    /** Larger witnesses would take too long to try. */
    public static final int OPERATIONS_MAX = 14;

    private WitnessVerifier() {}

    /** Why the witness does not show that there is no linearization; empty if it does. */
    public static <S> Optional<String> objection(Model<S> model, Witness.Unlinearizable witness) {
        List<Operation> operations = witness.operations();
        if (operations.size() > OPERATIONS_MAX) {
            return Optional.of("more than " + OPERATIONS_MAX + " operations to try: " + operations.size());
        }
        if (!operations.contains(witness.stuck())) {
            return Optional.of("the stuck operation is not among those of the witness");
        }
        if (isLinearizable(model, untilReturnOf(witness.stuck(), operations))) {
            return Optional.of("the operations have a linearization");
        }
        for (int i = 0; witness.minimal() && i < operations.size(); i++) {
            List<Operation> rest = withoutExplained(model, operations, operations.get(i));
            if (!isLinearizable(model, untilReturnOf(witness.stuck(), rest))) {
                return Optional.of("not minimal: without the operation of index "
                        + operations.get(i).index() + " there is still no linearization");
            }
        }
        return coreObjection(model, witness);
    }

    private static <S> Optional<String> coreObjection(Model<S> model, Witness.Unlinearizable witness) {
        List<Operation> core = witness.core();
        if (!core.isEmpty() && isLinearizable(model, core)) {
            return Optional.of("the operations of the core have a linearization");
        }
        for (int i = 0; i < core.size(); i++) {
            if (!isLinearizable(model, without(core, i))) {
                return Optional.of("something can go from the core: the operation of index "
                        + core.get(i).index());
            }
        }
        return Optional.empty();
    }

    /** What was known when an operation had returned: whoever returned later was open, and if it failed, did nothing. */
    private static List<Operation> untilReturnOf(Operation stuck, List<Operation> operations) {
        return operations.stream()
                .filter(operation -> !returnedBefore(stuck, operation))
                .filter(operation -> operation.outcome() != EntryKind.FAIL || !returnedAfter(stuck, operation))
                .map(operation ->
                        returnedAfter(stuck, operation) ? new Operation(operation.invocation(), null) : operation)
                .toList();
    }

    private static boolean returnedAfter(Operation stuck, Operation operation) {
        return stuck.completion() != null
                && operation.completion() != null
                && operation.completion().index() > stuck.completion().index();
    }

    /**
     * An operation of the history that the witness lacks, that began before the stuck operation returned, and that may have made a value
     * which the witness observed; empty if there is none. Then the witness
     * of a register proves by itself that the whole history has no linearization; of other models this is not known, and it is refused.
     *
     * @param all the operations on the witness's object, in any order
     */
    public static Optional<Operation> missing(Model<?> model, Witness.Unlinearizable witness, List<Operation> all) {
        if (!isRegister(model)) {
            throw new IllegalArgumentException(
                    "what explains an observation is only known of registers, not of " + model.name());
        }
        return all.stream()
                .filter(maker -> !witness.operations().contains(maker) && !returnedBefore(witness.stuck(), maker))
                .filter(maker -> witness.operations().stream().anyMatch(observer -> mayExplain(maker, observer)))
                .findFirst();
    }

    /** Whether {@link #missing} can tell. */
    public static boolean isRegister(Model<?> model) {
        return model instanceof RegisterModel
                || model instanceof CasRegisterModel
                || model instanceof VersionedRegisterModel;
    }

    private static boolean mayExplain(Operation maker, Operation observer) {
        if (!changes(maker) || maker.equals(observer) || returnedBefore(observer, maker)) {
            return false;
        }
        Value made = maker.function().equals("cas") ? pair(maker).get(1) : maker.argument();
        return switch (observer.function()) {
            case "read" -> observer.isOk() && observer.result().equals(made);
            case "cas" ->
                observer.outcome() == EntryKind.FAIL
                        || pair(observer).getFirst().equals(made);
            default -> false;
        };
    }

    /** Whether each value is put in at most once. */
    private static boolean isUnique(ContainerModel container, List<Operation> operations) {
        List<Value> put = operations.stream()
                .filter(operation -> isPut(container, operation))
                .map(Operation::argument)
                .toList();
        return container.initial().isEmpty() && put.stream().distinct().count() == put.size();
    }

    /** The value that went in or came out; nil if none did, or nobody knows. */
    private static Value about(ContainerModel container, Operation operation) {
        if (isPut(container, operation)) {
            return operation.argument();
        }
        return operation.isOk() ? operation.result() : Value.NIL;
    }

    private static boolean isPut(ContainerModel container, Operation operation) {
        return operation.function().equals(container.discipline().put());
    }

    private static boolean changes(Operation operation) {
        boolean same = operation.function().equals("cas")
                && pair(operation).getFirst().equals(pair(operation).get(1));
        return operation.outcome() != EntryKind.FAIL && !operation.function().equals("read") && !same;
    }

    private static List<Value> pair(Operation cas) {
        return ((Value.Vec) cas.argument()).items();
    }

    /** Without one operation; of registers and containers also without what only makes sense with it. */
    private static List<Operation> withoutExplained(Model<?> model, List<Operation> operations, Operation one) {
        if (model instanceof ContainerModel container && isUnique(container, operations)) {
            Value about = about(container, one);
            return operations.stream()
                    .filter(other -> !other.equals(one)
                            && (about.equals(Value.NIL)
                                    || !about(container, other).equals(about)))
                    .toList();
        }
        List<Operation> gone = new ArrayList<>(List.of(one));
        for (int i = 0; i < gone.size() && isRegister(model); i++) {
            Operation maker = gone.get(i);
            operations.stream()
                    .filter(observer -> !gone.contains(observer) && mayExplain(maker, observer))
                    .toList()
                    .forEach(gone::add);
        }
        List<Operation> rest = new ArrayList<>(operations);
        rest.removeAll(gone);
        return rest;
    }

    /** Whether some order of the operations is legal and agrees with real time. Factorial. */
    public static <S> boolean isLinearizable(Model<S> model, List<Operation> operations) {
        List<Operation> told = operations.stream()
                .filter(operation -> model.observes(Call.of(operation)))
                .toList();
        return canGoOn(model, model.initial(), told);
    }

    private static <S> boolean canGoOn(Model<S> model, S state, List<Operation> left) {
        if (left.stream().allMatch(operation -> operation.outcome() == EntryKind.INFO)) {
            return true;
        }
        for (int i = 0; i < left.size(); i++) {
            Operation next = left.get(i);
            if (left.stream().anyMatch(other -> returnedBefore(other, next))) {
                continue;
            }
            for (S after : model.step(state, Call.of(next))) {
                if (canGoOn(model, after, without(left, i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether one was over before the other began; by indexes, which tell entries of equal times apart. */
    private static boolean returnedBefore(Operation one, Operation other) {
        return one.completion() != null
                && one.outcome() != EntryKind.INFO
                && one.completion().index() < other.invocation().index();
    }

    private static List<Operation> without(List<Operation> operations, int at) {
        List<Operation> rest = new ArrayList<>(operations);
        rest.remove(at);
        return rest;
    }
}
