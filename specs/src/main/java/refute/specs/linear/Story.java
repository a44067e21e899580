package refute.specs.linear;

import java.util.List;
import java.util.Optional;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.Model;
import refute.specs.model.RegisterModel;
import refute.specs.model.VersionedRegisterModel;

/**
 * Why a register cannot have had the value that the stuck operation observed, where the witness shows it in one breath: nobody had written
 * it, or it had been overwritten. Only of witnesses that have everyone who may have written the value.
 */
final class Story {
    private static final int CHARS_MAX = 120;

    private final Witness.Unlinearizable witness;
    private final Value initial;
    private final Value observed;

    private Story(Witness.Unlinearizable witness, Value initial, Value observed) {
        this.witness = witness;
        this.initial = initial;
        this.observed = observed;
    }

    /** The story to put behind the sentence, if there is one that is short. */
    static Optional<String> of(Model<?> model, Witness.Unlinearizable witness) {
        Operation stuck = witness.stuck();
        if (!stuck.isOk()) {
            return Optional.empty();
        }
        Optional<Value> observed = switch (stuck.function()) {
            case "read" -> Optional.of(stuck.result());
            case "cas" -> Optional.of(pair(stuck).getFirst());
            default -> Optional.empty();
        };
        return initial(model).flatMap(initial -> observed.flatMap(value -> new Story(witness, initial, value).tell()));
    }

    private static Optional<Value> initial(Model<?> model) {
        return switch (model) {
            case RegisterModel register -> Optional.of(register.initial());
            case CasRegisterModel register -> Optional.of(register.initial());
            case VersionedRegisterModel register -> Optional.of(register.initialValue());
            default -> Optional.empty();
        };
    }

    private Optional<String> tell() {
        List<Operation> makers = witness.operations().stream()
                .filter(operation -> made(operation).filter(observed::equals).isPresent())
                .toList();
        if (makers.isEmpty() && !observed.equals(initial)) {
            return Optional.of("nobody had written " + cut(observed) + " by then");
        }
        if (makers.isEmpty()) {
            return before(witness.stuck(), -1)
                    .map(write -> whose(write) + " was acknowledged at " + returned(write) + ", and nobody wrote "
                            + cut(observed));
        }
        Operation maker = makers.getFirst();
        return makers.size() > 1 || observed.equals(initial) || maker.completion() == null || !maker.isOk()
                ? Optional.empty()
                : before(witness.stuck(), maker.completion().index())
                        .map(write -> whose(maker) + ", acknowledged at " + returned(maker) + ", was overwritten by "
                                + whose(write) + ", from " + Explanation.seconds(write.invokedNanos()) + " to "
                                + returned(write) + ", and nobody else wrote " + cut(observed));
    }

    /** A change to another value that began after an index and was acknowledged before an operation began. */
    private Optional<Operation> before(Operation later, int afterIndex) {
        return witness.operations().stream()
                .filter(operation -> operation.isOk() && made(operation).isPresent())
                .filter(operation -> !made(operation).get().equals(observed))
                .filter(operation -> operation.index() > afterIndex
                        && operation.completion() != null
                        && operation.completion().index() < later.index())
                .findFirst();
    }

    private static Optional<Value> made(Operation operation) {
        return switch (operation.function()) {
            case "write" -> Optional.of(operation.argument());
            case "cas" ->
                Optional.of(pair(operation).get(1))
                        .filter(to -> operation.outcome() != EntryKind.FAIL
                                && !to.equals(pair(operation).get(0)));
            default -> Optional.empty();
        };
    }

    private static List<Value> pair(Operation cas) {
        return ((Value.Vec) cas.argument()).items();
    }

    private static String whose(Operation operation) {
        return "process " + operation.process() + "'s " + cut(Call.of(operation));
    }

    private static String returned(Operation operation) {
        return Explanation.seconds(operation.returnedNanos());
    }

    private static String cut(Object value) {
        String text = value.toString();
        return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX) + "…";
    }
}
