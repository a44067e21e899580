package refute.specs.transactions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which promises the anomalies break.
 *
 * @param broken the weakest of those that they rule out; what implies one of them is ruled out too
 * @param open the strongest of those that nothing found speaks against
 */
record Consequences(List<ConsistencyModel> broken, List<ConsistencyModel> open) {
    static Consequences of(Collection<Findings.Name> names) {
        List<ConsistencyModel> ruledOut = new ArrayList<>();
        List<ConsistencyModel> others = new ArrayList<>();
        for (ConsistencyModel model : ConsistencyModel.all()) {
            (names.stream().anyMatch(name -> rulesOut(name, model)) ? ruledOut : others).add(model);
        }
        List<ConsistencyModel> weakest = ruledOut.stream()
                .filter(model -> ruledOut.stream().noneMatch(other -> !other.equals(model) && model.implies(other)))
                .toList();
        List<ConsistencyModel> strongest = others.stream()
                .filter(model -> others.stream().noneMatch(other -> !other.equals(model) && other.implies(model)))
                .toList();
        return new Consequences(weakest, strongest);
    }

    private static boolean rulesOut(Findings.Name name, ConsistencyModel model) {
        return name.anomaly().rulesOut().stream()
                .anyMatch(isolation -> model.implies(new ConsistencyModel(isolation, name.respect())));
    }

    boolean breaks(ConsistencyModel model) {
        return broken.stream().anyMatch(model::implies);
    }

    /** "rules out strict serializability; not ruled out: strong session serializability". */
    String words() {
        return "rules out " + list(broken)
                + (open.isEmpty() ? ", the weakest there is" : "; not ruled out: " + list(open));
    }

    private static String list(List<ConsistencyModel> models) {
        return models.stream().map(ConsistencyModel::words).collect(Collectors.joining(", "));
    }
}
