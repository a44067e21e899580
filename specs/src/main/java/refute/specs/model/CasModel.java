package refute.specs.model;

import java.util.List;
import java.util.Optional;
import refute.harness.history.EntryKind;

/**
 * What registers with read, write and compare-and-set have in common, whatever their states are.
 *
 * @param <S> their states
 */
interface CasModel<S> extends Model<S> {
    /** What a failed compare-and-set says. */
    FailedCas failedCas();

    @Override
    default List<String> functions() {
        return List.of("read", "write", "cas");
    }

    @Override
    default boolean isRead(String function) {
        return function.equals("read");
    }

    @Override
    default boolean observes(Call call) {
        return Model.super.observes(call)
                || (call.outcome() == EntryKind.FAIL
                        && failedCas() == FailedCas.OBSERVATION
                        && call.function().equals("cas"));
    }

    @Override
    default Optional<String> typeObjection(Call call) {
        return call.function().equals("cas") ? Types.pair(call) : Optional.empty();
    }
}
