package refute.specs.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.session.Observations.Node;

/** Tells people what runs in a circle. */
final class Telling {
    private static final int CLAUSES_MAX = 4;
    private static final int OPERATIONS_MAX = 24;
    /** Longer values are cut. */
    private static final int CHARS_MAX = 60;

    private final Observations observations;
    private final History history;

    Telling(Observations observations) {
        this.observations = observations;
        this.history = observations.history();
    }

    /** Of a circle of writes, each edge of which some guarantee demands. */
    Witness.Contradiction ofWrites(Orders orders, List<Integer> cycle, Set<Guarantee> together) {
        List<String> clauses = new ArrayList<>();
        Set<Integer> shown = new TreeSet<>();
        for (int edge : cycle) {
            for (int number :
                    List.of(orders.earlier(edge), orders.later(edge), orders.first(edge), orders.second(edge))) {
                if (observations.isOperation(number)) {
                    shown.add(number);
                }
            }
            for (Guarantee guarantee : together) {
                if (orders.label(edge) == guarantee.bit()) {
                    clauses.add(demand(guarantee, orders.first(edge), orders.second(edge)));
                }
            }
        }
        String names = together.stream().map(Guarantee::words).collect(Collectors.joining(" and "));
        String sentence = names + (together.size() == 1 ? " does not hold" : " do not hold together") + onKey(shown)
                + ": " + joined(clauses);
        return new Witness.Contradiction(sentence, together.iterator().next().word(), operations(shown));
    }

    private String demand(Guarantee guarantee, int first, int second) {
        return switch (guarantee) {
            case READ_YOUR_WRITES -> whose(first) + wrote(first) + " and then " + read(second);
            case MONOTONIC_READS -> whose(first) + read(first) + " and then " + read(second);
            case MONOTONIC_WRITES -> whose(first) + wrote(first) + " and then " + wrote(second);
            case WRITES_FOLLOW_READS -> whose(first) + read(first) + " and then " + wrote(second);
            case CAUSAL_CONSISTENCY, SEQUENTIAL_CONSISTENCY ->
                throw new IllegalArgumentException(guarantee + " demands nothing of one session alone");
        };
    }

    /** Of a circle of operations, with all that shows why each edge is there. */
    Witness.Contradiction ofOperations(HappensBefore order, List<Integer> cycle, Guarantee guarantee) {
        List<String> clauses = new ArrayList<>();
        for (int edge : cycle) {
            clauses.addAll(reason(order.orders(), edge));
        }
        Set<Integer> shown = new TreeSet<>(order.proof(cycle));
        List<Operation> operations = operations(shown);
        String more = operations.size() < shown.size()
                ? " (and " + (shown.size() - operations.size()) + " more operations)"
                : "";
        return new Witness.Contradiction(
                guarantee.words() + " does not hold: " + joined(clauses) + more, guarantee.word(), operations);
    }

    private List<String> reason(Orders orders, int edge) {
        int earlier = orders.earlier(edge);
        int later = orders.later(edge);
        return switch (orders.label(edge)) {
            case HappensBefore.SESSION -> List.of(whose(earlier) + call(earlier) + " and then " + call(later));
            case HappensBefore.READS_FROM ->
                List.of(whose(later) + read(later) + ", which " + whose(earlier) + "had written");
            case HappensBefore.OVERWRITTEN -> {
                int reader = orders.first(edge);
                yield List.of(whose(reader) + read(reader) + " when " + written(earlier)
                        + " had been written, so that came before " + written(later));
            }
            case HappensBefore.UNREAD ->
                List.of(whose(earlier) + read(earlier) + ", so before " + written(later) + " was written");
            default -> List.of();
        };
    }

    /** Nobody wrote what an operation read. */
    Witness.Contradiction ofUnexplained(int at, Guarantee guarantee) {
        Operation read = history.operation(at);
        String sentence = String.format(
                Locale.ROOT,
                "%s does not hold: process %s's %s saw a value that nobody wrote",
                guarantee.words(),
                read.process(),
                cut(Call.of(read)));
        return new Witness.Contradiction(sentence, guarantee.word(), List.of(read));
    }

    /** The search has tried every order; these are the operations that could not be placed where it came furthest. */
    Witness.Contradiction ofSearch(List<Integer> stuck) {
        return new Witness.Contradiction(
                "sequential consistency does not hold: every order was tried, and none places "
                        + stuck.stream()
                                .limit(CLAUSES_MAX)
                                .map(number -> whose(number) + call(number))
                                .collect(Collectors.joining(", ")),
                Guarantee.SEQUENTIAL_CONSISTENCY.word(),
                operations(new TreeSet<>(stuck)));
    }

    private static String joined(List<String> clauses) {
        String text = clauses.stream().distinct().limit(CLAUSES_MAX).collect(Collectors.joining("; "));
        long more = clauses.stream().distinct().count() - CLAUSES_MAX;
        return more > 0 ? text + "; and " + more + " more" : text;
    }

    private List<Operation> operations(Set<Integer> numbers) {
        return numbers.stream()
                .limit(OPERATIONS_MAX)
                .map(number -> history.operation(observations.node(number).at()))
                .toList();
    }

    private String onKey(Set<Integer> numbers) {
        Value key = numbers.isEmpty()
                ? Value.NIL
                : history.key(observations.node(numbers.iterator().next()).at());
        return key.equals(Value.NIL) ? "" : " on key " + cut(key);
    }

    private String whose(int number) {
        return "process " + history.process(observations.node(number).at()) + " ";
    }

    private String call(int number) {
        Node node = observations.node(number);
        return node.writes()
                ? wrote(number)
                : node.reads()
                        ? read(number)
                        : "did not find "
                                + cut(Optional.ofNullable(node.refused()).orElse(Value.NIL)) + atTime(node);
    }

    private String read(int number) {
        Node node = observations.node(number);
        return "read " + written(node.source()) + atTime(node);
    }

    private String wrote(int number) {
        return "wrote " + written(number) + atTime(observations.node(number));
    }

    private String written(int source) {
        return cut(observations.valueOf(source));
    }

    /** A value or a key as text, not too long. */
    static String cut(Object value) {
        String text = String.valueOf(value);
        return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX) + "…";
    }

    private String atTime(Node node) {
        return String.format(Locale.ROOT, " at %.3f s", history.timeNanos(node.at()) / 1e9);
    }
}
