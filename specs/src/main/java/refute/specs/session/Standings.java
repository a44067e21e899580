package refute.specs.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What holds of a history and what does not.
 *
 * @param of the answer about each guarantee
 */
public record Standings(Map<Guarantee, Standing> of) {
    public Standings {
        if (of.size() != Guarantee.values().length) {
            throw new IllegalArgumentException("there is an answer about every guarantee: " + of.keySet());
        }
        of = Collections.unmodifiableMap(new EnumMap<>(of));
    }

    /** Nothing is known, for one reason. */
    static Standings unknown(String reason) {
        Map<Guarantee, Standing> all = new EnumMap<>(Guarantee.class);
        for (Guarantee guarantee : Guarantee.values()) {
            all.put(guarantee, new Standing.Unknown(reason));
        }
        return new Standings(all);
    }

    /**
     * For people, in one line: {@code sequentially consistent, all session guarantees hold} or {@code read your writes, monotonic writes hold;
     * monotonic reads does not hold: …}.
     */
    public String sentence() {
        if (of.get(Guarantee.SEQUENTIAL_CONSISTENCY) instanceof Standing.Holds) {
            return "sequentially consistent, and so all session guarantees hold";
        }
        List<String> parts = new ArrayList<>();
        List<Guarantee> holding = of.keySet().stream()
                .filter(guarantee -> of.get(guarantee) instanceof Standing.Holds)
                .toList();
        if (holding.containsAll(List.of(
                Guarantee.READ_YOUR_WRITES,
                Guarantee.MONOTONIC_READS,
                Guarantee.MONOTONIC_WRITES,
                Guarantee.WRITES_FOLLOW_READS))) {
            parts.add(
                    holding.contains(Guarantee.CAUSAL_CONSISTENCY)
                            ? "causally consistent, and so all session guarantees hold"
                            : "each session guarantee holds");
        } else if (!holding.isEmpty()) {
            parts.add(names(holding) + (holding.size() == 1 ? " holds" : " hold"));
        }
        parts.addAll(broken());
        parts.addAll(unknown());
        return String.join("; ", parts);
    }

    /** The sentences of what is broken; what follows from it (a weaker one broken by itself breaks the stronger) is only named. */
    private Set<String> broken() {
        Set<String> sentences = new LinkedHashSet<>();
        for (Guarantee guarantee : Guarantee.values()) {
            if (of.get(guarantee) instanceof Standing.Broken broken) {
                boolean told = sentences.isEmpty() || guarantee.isOfSessions();
                sentences.add(told ? broken.witness().sentence() : "so no " + guarantee.words());
            }
        }
        return sentences;
    }

    private List<String> unknown() {
        Map<String, List<Guarantee>> byReason = of.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Standing.Unknown)
                .collect(Collectors.groupingBy(
                        entry -> ((Standing.Unknown) entry.getValue()).reason(),
                        java.util.LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return byReason.entrySet().stream()
                .map(entry -> (entry.getValue().size() == of.size()
                                ? "what still holds"
                                : "whether " + names(entry.getValue()) + " holds")
                        + " is unknown: " + entry.getKey())
                .toList();
    }

    private static String names(List<Guarantee> guarantees) {
        return guarantees.stream().map(Guarantee::words).collect(Collectors.joining(", "));
    }
}
