package refute.specs.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import refute.harness.history.Value;

/** Immutable lists and sets with one element more or less. */
final class Sequences {
    private Sequences() {}

    static List<Value> with(List<Value> list, Value last) {
        List<Value> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    static List<Value> withoutFirst(List<Value> list) {
        return List.copyOf(list.subList(1, list.size()));
    }

    static List<Value> withoutLast(List<Value> list) {
        return List.copyOf(list.subList(0, list.size() - 1));
    }

    static List<Value> without(List<Value> list, int at) {
        List<Value> shorter = new ArrayList<>(list);
        shorter.remove(at);
        return List.copyOf(shorter);
    }

    static Set<Value> with(Set<Value> set, Value element) {
        Set<Value> greater = new HashSet<>(set);
        greater.add(element);
        return Set.copyOf(greater);
    }

    static Set<Value> without(Set<Value> set, Value element) {
        Set<Value> smaller = new HashSet<>(set);
        smaller.remove(element);
        return Set.copyOf(smaller);
    }
}
