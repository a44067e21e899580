package refute.cli.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Some variants of a scenario: those that have all of these values.
 *
 * @param wanted texts by key; none selects all
 * @param seeds to which a cell is narrowed; empty: all
 * @param line of the file
 */
record Selector(SequencedMap<String, String> wanted, Optional<Seeds> seeds, int line) {
    Selector {
        wanted = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(wanted));
    }

    boolean selects(Variant variant) {
        return wanted.entrySet().stream().allMatch(each -> {
            Axis.Choice choice = variant.choices().get(each.getKey());
            return choice != null && choice.text().equals(each.getValue());
        });
    }

    boolean selects(Cell cell) {
        return selects(cell.variant())
                && seeds.map(some -> some.contains(cell.seed())).orElse(true);
    }
}
