package refute.specs.model;

import java.util.Optional;
import refute.harness.history.Value;

/** Objections that several models have. */
final class Types {
    private Types() {}

    static Optional<String> pair(Call call) {
        boolean pair = call.argument() instanceof Value.Vec vec && vec.items().size() == 2;
        return pair ? Optional.empty() : Optional.of(call.function() + " takes [from to], not " + call.argument());
    }

    static Optional<String> wholeArgument(Call call) {
        return call.argument() instanceof Value.Int
                ? Optional.empty()
                : Optional.of(call.function() + " takes a whole number, not " + call.argument());
    }

    static Optional<String> wholeResult(Call call) {
        return !call.isOk() || call.result() instanceof Value.Int
                ? Optional.empty()
                : Optional.of(call.function() + " answers a whole number, not " + call.result());
    }

    static Optional<String> listResult(Call call) {
        return !call.isOk() || call.result() instanceof Value.Vec
                ? Optional.empty()
                : Optional.of(call.function() + " answers a list, not " + call.result());
    }

    static Value first(Call call) {
        return ((Value.Vec) call.argument()).items().get(0);
    }

    static Value second(Call call) {
        return ((Value.Vec) call.argument()).items().get(1);
    }
}
