package refute.specs.model;

import java.util.List;
import java.util.Optional;
import refute.harness.history.EntryKind;

/**
 * A sequential object: what may be answered when one client at a time asks.
 *
 * <p>Implementations are immutable, and all methods are pure: a checker calls them in any order, from any thread, as often as
 * it likes.
 *
 * @param <S> the states; immutable, with {@code equals} and {@code hashCode} by value
 */
public interface Model<S> {
    /** A name in kebab case, as in {@code --model}. */
    String name();

    /** One line for people. */
    String description();

    /** The functions that it understands, in the order in which to list them. */
    List<String> functions();

    S initial();

    /**
     * The states in which the object may be after this call: none if it cannot have been answered so in this state, several
     * if the object may choose. An outcome {@code info} happened, with an answer that nobody saw. An outcome {@code fail} is
     * only asked about if {@link #observes} says that it tells something.
     *
     * @param call one without {@link #objection}
     */
    List<S> step(S state, Call call);

    /** Whether histories consist of independent objects, one for each key, of which this is the model of one. */
    default boolean isPerKey() {
        return true;
    }

    /** Whether a call of this function never changes the state, whatever it answers. */
    default boolean isRead(String function) {
        return false;
    }

    /** Whether {@link #step} looks at the process of a call. */
    default boolean looksAtProcess() {
        return false;
    }

    /**
     * Whether a call whose outcome is this one constrains or may change the object. A failed call did not happen, and an
     * unanswered read says nothing; a model may decide that a failed call is an observation all the same.
     */
    default boolean observes(Call call) {
        return switch (call.outcome()) {
            case OK -> true;
            case FAIL, INVOKE -> false;
            case INFO -> !isRead(call.function());
        };
    }

    /** What is wrong with this call, if this model does not understand it: an unknown function, a value of a wrong type. */
    default Optional<String> objection(Call call) {
        if (functions().contains(call.function())) {
            return typeObjection(call);
        }
        return Optional.of("unknown function " + call.function() + "; the model " + name() + " knows "
                + String.join(", ", functions()));
    }

    /** What is wrong with the values of this call, whose function is known. */
    default Optional<String> typeObjection(Call call) {
        return Optional.empty();
    }

    /** The state as a person reads it. */
    default String show(S state) {
        return state.toString();
    }

    /** Whether the outcome is certain to be ok: convenience for {@link #typeObjection}. */
    static boolean isOk(Call call) {
        return call.outcome() == EntryKind.OK;
    }
}
