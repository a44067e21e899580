package refute.specs.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.Model;

/**
 * Follows a certificate step by step: believes nobody, searches nothing, shares no code with the searches. Linear in the length
 * of the history. Stateless.
 */
public final class LinearizationVerifier {
    private LinearizationVerifier() {}

    /** Why the certificates do not show that the history is linearizable; empty if they do. */
    public static <S> Optional<String> objection(Model<S> model, History history, List<Linearization> certificates) {
        Map<Integer, Integer> positions = new HashMap<>();
        for (int at = 0; at < history.size(); at++) {
            positions.put(history.index(at), at);
        }
        Set<Integer> placed = new HashSet<>();
        Set<Value> keys = new HashSet<>();
        for (Linearization certificate : certificates) {
            if (!keys.add(certificate.key())) {
                return Optional.of("two orders for the key " + certificate.key());
            }
            List<Integer> order = new ArrayList<>(certificate.order().length);
            for (int index : certificate.order()) {
                Integer at = positions.get(index);
                if (at == null || history.kind(at) != EntryKind.INVOKE || history.process(at) < 0) {
                    return Optional.of("no client invokes at index " + index);
                }
                if (!placed.add(at)) {
                    return Optional.of("the operation of index " + index + " is placed twice");
                }
                if (model.isPerKey() && !history.key(at).equals(certificate.key())) {
                    return Optional.of("the operation of index " + index + " is not about key " + certificate.key());
                }
                order.add(at);
            }
            Optional<String> objection = follow(model, history, order);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return missing(model, history, placed);
    }

    /** Real time: nothing may come after an operation that was invoked after it had returned. The model: each step is legal. */
    private static <S> Optional<String> follow(Model<S> model, History history, List<Integer> order) {
        int latestInvocation = -1;
        Set<S> states = Set.of(model.initial());
        for (int at : order) {
            Call call = Call.at(history, at);
            if (!model.observes(call)) {
                return Optional.of("the operation of index " + history.index(at) + " says nothing: " + call);
            }
            int end = call.outcome() == EntryKind.INFO ? Integer.MAX_VALUE : history.partner(at);
            if (end < latestInvocation) {
                return Optional.of("the operation of index " + history.index(at) + " had returned before that of index "
                        + history.index(latestInvocation) + " was invoked");
            }
            latestInvocation = Math.max(latestInvocation, at);
            Set<S> next = new HashSet<>();
            states.forEach(state -> next.addAll(model.step(state, call)));
            if (next.isEmpty()) {
                return Optional.of("the operation of index " + history.index(at) + ", " + call + ", is not legal in "
                        + model.show(states.iterator().next()));
            }
            states = next;
        }
        return Optional.empty();
    }

    private static Optional<String> missing(Model<?> model, History history, Set<Integer> placed) {
        for (int at = 0; at < history.size(); at++) {
            if (history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0 && !placed.contains(at)) {
                Call call = Call.at(history, at);
                if (model.observes(call) && call.outcome() != EntryKind.INFO) {
                    return Optional.of("the operation of index " + history.index(at) + " is not placed");
                }
            }
        }
        return Optional.empty();
    }
}
