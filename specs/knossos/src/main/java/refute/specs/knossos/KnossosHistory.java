package refute.specs.knossos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import refute.harness.BadInput;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.Model;

/**
 * Splits a history by key, as Jepsen's independent tests do, into what Knossos reads: rows of type, process, function, value and
 * position.
 *
 * <p>Left out are failed operations and unanswered reads that say nothing. A failed one that is an observation is ok to Knossos: the
 * model knows what it says. A crashed one carries the value of its invocation, or Knossos takes it for another operation.
 */
final class KnossosHistory {
    private KnossosHistory() {}

    /** @throws BadInput with every call that the model does not understand */
    static SequencedMap<Value, List<Object[]>> rows(Model<?> model, KnossosModel form, History history) {
        BadInput.Collector problems = new BadInput.Collector();
        SequencedMap<Value, List<Object[]>> parts = new LinkedHashMap<>();
        for (int at = 0; at < history.size(); at++) {
            if (history.process(at) < 0) {
                continue;
            }
            int invocation = history.kind(at) == EntryKind.INVOKE ? at : history.partner(at);
            Call call = Call.at(history, invocation);
            if (invocation == at) {
                String place = "entry " + history.index(at);
                model.objection(call).ifPresent(what -> problems.add(place, what));
            }
            if (problems.isEmpty()) {
                Value key = model.isPerKey() ? history.key(invocation) : Value.NIL;
                List<Object[]> part = parts.computeIfAbsent(key, k -> new ArrayList<>());
                if (model.observes(call)) {
                    part.add(row(form, call, history, at));
                }
            }
        }
        problems.throwIfAny();
        return parts;
    }

    private static Object[] row(KnossosModel form, Call call, History history, int at) {
        String type =
                history.kind(at) == EntryKind.INVOKE ? "invoke" : call.outcome() == EntryKind.INFO ? "info" : "ok";
        return new Object[] {type, (long) history.process(at), call.function(), form.value(call), (long) at};
    }
}
