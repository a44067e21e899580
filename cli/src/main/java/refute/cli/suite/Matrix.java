package refute.cli.suite;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A scenario of a suite: what it may be, and with which seeds.
 *
 * @param name of the scenario, which its run folders have too
 * @param line of the file
 * @param axes one a key
 * @param seeds each of which every variant has
 * @param excluded variants that are left out
 */
record Matrix(String name, int line, List<Axis> axes, Seeds seeds, List<Selector> excluded) {
    Matrix {
        axes = List.copyOf(axes);
        excluded = List.copyOf(excluded);
    }

    /** How many cells it has, before any is left out; without making one. */
    BigInteger count() {
        return axes.stream()
                .map(axis -> BigInteger.valueOf(axis.choices().size()))
                .reduce(seeds.count(), BigInteger::multiply);
    }

    /** What its axes say, the last one varying fastest. Only for a matrix whose {@link #count} is bounded. */
    List<Variant> variants() {
        return all().stream()
                .filter(variant -> excluded.stream().noneMatch(selector -> selector.selects(variant)))
                .toList();
    }

    /** The same, with those that are left out. */
    List<Variant> all() {
        List<Variant> variants = List.of(new Variant(name, line, name, new LinkedHashMap<>()));
        for (Axis axis : axes) {
            List<Variant> longer = new ArrayList<>();
            for (Variant variant : variants) {
                axis.choices().forEach(choice -> longer.add(variant.with(axis, choice)));
            }
            variants = longer;
        }
        return variants;
    }
}
