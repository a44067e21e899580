package refute.cli.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A scenario with one choice for each of its keys, and yet without a seed.
 *
 * @param scenario its name
 * @param line of the scenario in the file
 * @param name the scenario's, and what was chosen where there was a choice: {@code kv-storms nodes=3}
 * @param choices by key
 */
public record Variant(String scenario, int line, String name, SequencedMap<String, Axis.Choice> choices) {
    static final String SYSTEM = "system";
    static final String WORKLOAD = "workload";

    public Variant {
        choices = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(choices));
    }

    /** With one key more. */
    Variant with(Axis axis, Axis.Choice choice) {
        SequencedMap<String, Axis.Choice> more = new LinkedHashMap<>(choices);
        more.put(axis.key(), choice);
        String longer = axis.varies() ? name + " " + axis.key() + "=" + choice.text() : name;
        return new Variant(scenario, line, longer, more);
    }

    /** What would be typed behind {@code refute run}; nothing in it is taken for an option that is not one. */
    public List<String> words() {
        Stream<String> options = choices.entrySet().stream()
                .filter(each -> !each.getKey().equals(SYSTEM) && !each.getKey().equals(WORKLOAD))
                .flatMap(each -> each.getValue().words().stream());
        Stream<String> operands = Stream.of(SYSTEM, WORKLOAD)
                .flatMap(key -> Stream.ofNullable(choices.get(key)))
                .flatMap(choice -> choice.words().stream());
        return Stream.of(options, Stream.of("--name=" + scenario, "--"), operands)
                .flatMap(words -> words)
                .toList();
    }

    /** The line of what a problem is about: "--nodes" and "system etdc" begin with a key. */
    int lineOf(String where) {
        Axis.Choice choice = choices.get(key(where));
        return choice == null ? line : choice.line();
    }

    static String key(String where) {
        return where.replaceFirst("^-+", "").replaceFirst(" .*", "");
    }
}
