package refute.cli.suite;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import refute.harness.BadInput;
import refute.harness.Nearest;

/**
 * The fields of one mapping of the file, asked for one by one. What is missing or of the wrong kind becomes a problem with its line, and
 * reading goes on with a stand-in, so that all problems of a file are told at once.
 */
final class YamlFields {
    private final String file;
    private final Yaml.Fields mapping;
    private final BadInput.Collector problems;
    private final Set<String> asked = new LinkedHashSet<>();

    private YamlFields(String file, Yaml.Fields mapping, BadInput.Collector problems) {
        this.file = file;
        this.mapping = mapping;
        this.problems = problems;
    }

    /** Empty, with a problem, if it is no mapping. */
    static Optional<YamlFields> of(String file, Yaml value, String what, BadInput.Collector problems) {
        if (value instanceof Yaml.Fields fields) {
            return Optional.of(new YamlFields(file, fields, problems));
        }
        problems.add(file + ":" + value.line(), what + " has keys, each with a value", "such as name: nightly");
        return Optional.empty();
    }

    int line() {
        return mapping.line();
    }

    /** Where a problem with this field is. */
    String at(String key) {
        Yaml.Field field = mapping.fields().get(key);
        return file + ":" + (field == null ? mapping.line() : field.line());
    }

    Optional<Yaml> value(String key) {
        asked.add(key);
        return Optional.ofNullable(mapping.fields().get(key)).map(Yaml.Field::value);
    }

    /** One word or sentence; a problem if it is missing. */
    Optional<String> needed(String key) {
        Optional<String> text = text(key);
        if (!mapping.fields().containsKey(key)) {
            problems.add(at(key), "'" + key + "' is missing", "");
        }
        return text;
    }

    /** One word or sentence, if it is there. */
    Optional<String> text(String key) {
        Optional<Yaml> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Yaml.Scalar scalar && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        problems.add(at(key), "'" + key + "' has one value", "write it behind the colon");
        return Optional.empty();
    }

    /** What the reader makes of the text; what it throws becomes a problem on this line. */
    <T> Optional<T> parsed(String key, Function<String, T> reader) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text.get()));
        } catch (BadInput bad) {
            bad.problems().forEach(problem -> problems.add(at(key), problem.what(), problem.remedy()));
            return Optional.empty();
        }
    }

    /** The items of a list; none if the field is absent. */
    List<Yaml> items(String key) {
        Optional<Yaml> value = value(key);
        if (value.isPresent() && !(value.get() instanceof Yaml.Items)) {
            problems.add(at(key), "'" + key + "' is a list", "each item on a line that begins with a hyphen");
        }
        return value.orElse(new Yaml.Items(List.of(), 0)) instanceof Yaml.Items list ? list.items() : List.of();
    }

    /** The keys that were not asked for, in the order of the file. */
    List<String> others() {
        return mapping.fields().keySet().stream()
                .filter(key -> !asked.contains(key))
                .toList();
    }

    /** Makes a problem of each field that was never asked for. */
    void refuseOthers() {
        others().forEach(key -> refuse(key, asked));
    }

    /** Makes a problem of this field: the known ones are others. */
    void refuse(String key, Set<String> known) {
        problems.add(at(key), "'" + key + "' is unknown here", Nearest.remedy(key, known));
    }
}
