package refute.specs.linear;

import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Model;

/** Histories that are about one object only. */
final class OneObject {
    private OneObject() {}

    /** The operations that can matter, as the searches take them. */
    static Operations operations(Model<?> model, History history) {
        return Partition.operations(model, history, Partition.of(model, history).getOrDefault(Value.NIL, new int[0]));
    }
}
