package refute.cli.suite;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.run.RunFolder;

/** Reads the scenarios of a suite file, and what is said of their cells. */
final class ScenarioFields {
    private static final String SEEDS = "seeds";
    /** A file of which another is named is beside the suite, wherever the suite is run from. */
    private static final String SCHEDULE = "schedule";

    private final Path path;
    private final String file;
    private final Set<String> keys;
    private final BadInput.Collector problems;
    private final SequencedMap<String, Integer> names = new LinkedHashMap<>();

    ScenarioFields(Path path, Set<String> options, BadInput.Collector problems) {
        this.path = path;
        this.file = path.toString();
        this.keys = new TreeSet<>(options);
        keys.addAll(List.of(Variant.SYSTEM, Variant.WORKLOAD));
        this.problems = problems;
    }

    /** Empty, with problems, if it has no name or system. */
    Optional<Matrix> matrix(YamlFields fields, List<Axis> usual, Optional<Seeds> usualSeeds) {
        Optional<String> name = fields.needed("name");
        name.ifPresent(word -> refuseName(fields, word));
        SequencedMap<String, Axis> axes = new LinkedHashMap<>();
        usual.forEach(axis -> axes.put(axis.key(), axis));
        axes(fields).forEach(axis -> axes.put(axis.key(), axis));
        Optional<Seeds> seeds = seeds(fields).or(() -> usualSeeds);
        List<Selector> excluded = excluded(fields);
        refuseOthers(fields, "name", "exclude");
        if (!axes.containsKey(Variant.SYSTEM)) {
            problems.add(file + ":" + fields.line(), "'system' is missing", "what to test; see refute list systems");
        }
        if (name.isEmpty() || !axes.containsKey(Variant.SYSTEM)) {
            return Optional.empty();
        }
        return Optional.of(new Matrix(
                name.get(),
                fields.line(),
                // In one order, so that the names of cells do not depend on where a key was written.
                keys.stream().filter(axes::containsKey).map(axes::get).toList(),
                seeds.orElse(Seeds.parse(SEEDS, "1")),
                excluded));
    }

    /** One axis for each key that is an option. */
    List<Axis> axes(YamlFields fields) {
        return keys.stream().flatMap(key -> axis(fields, key).stream()).toList();
    }

    Optional<Seeds> seeds(YamlFields fields) {
        Optional<Yaml> value = fields.value(SEEDS);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String at = fields.at(SEEDS);
        return text(value.get(), at).flatMap(text -> attempt(() -> Seeds.parse(at, text)));
    }

    /**
     * Refuses what is neither an option nor seeds, and was not asked for.
     *
     * @param more keys that there may be here
     */
    void refuseOthers(YamlFields fields, String... more) {
        Set<String> known = new TreeSet<>(keys);
        known.add(SEEDS);
        known.addAll(List.of(more));
        fields.others().forEach(key -> fields.refuse(key, known));
    }

    /** Empty, with problems, if something of it is missing, or its time is over. */
    Optional<Quarantine> quarantine(YamlFields fields, List<Matrix> scenarios, LocalDate today) {
        Optional<String> scenario = fields.needed("scenario");
        List<String> known = scenarios.stream().map(Matrix::name).toList();
        scenario.filter(name -> !known.contains(name))
                .ifPresent(name -> problems.add(
                        fields.at("scenario"), "there is no scenario '" + name + "'", Nearest.remedy(name, known)));
        fields.needed("until");
        Optional<LocalDate> until = fields.parsed("until", ScenarioFields::date);
        Optional<String> reason = fields.needed("reason");
        Selector cells = selector(fields, seeds(fields));
        until.filter(day -> day.isBefore(today))
                .ifPresent(day -> problems.add(
                        fields.at("until"),
                        "the quarantine of " + scenario.orElse("this") + " ended on " + day,
                        "take the entry out, or look again and give it a later day"));
        if (scenario.isEmpty() || !known.contains(scenario.get()) || until.isEmpty() || reason.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Quarantine(scenario.get(), cells, until.get(), reason.get()));
    }

    private void refuseName(YamlFields fields, String name) {
        try {
            RunFolder.checkName(name);
        } catch (BadInput bad) {
            bad.problems().forEach(one -> problems.add(fields.at("name"), one.what(), one.remedy()));
        }
        Integer before = names.putIfAbsent(name, fields.line());
        if (before != null) {
            problems.add(
                    fields.at("name"),
                    "the scenario on line " + before + " is called '" + name + "' too",
                    "rename one");
        }
    }

    private Optional<Axis> axis(YamlFields fields, String key) {
        Optional<Yaml> value = fields.value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        boolean varies = value.get() instanceof Yaml.Items;
        List<Yaml> items = value.get() instanceof Yaml.Items list ? list.items() : List.of(value.get());
        if (items.isEmpty()) {
            problems.add(fields.at(key), "'" + key + "' is an empty list", "a scenario would have no cell");
        }
        SequencedMap<String, Axis.Choice> choices = new LinkedHashMap<>();
        for (Yaml item : items) {
            choice(key, item).ifPresent(choice -> {
                if (choices.putIfAbsent(choice.text(), choice) != null) {
                    problems.add(at(item), "'" + choice.text() + "' stands twice in '" + key + "'", "name each once");
                }
            });
        }
        return choices.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis(key, varies, List.copyOf(choices.sequencedValues())));
    }

    private Optional<Axis.Choice> choice(String key, Yaml item) {
        if (item instanceof Yaml.Fields map) {
            return settings(key, map);
        }
        return text(item, at(item)).map(text -> {
            String word = key.equals(SCHEDULE) ? path.resolveSibling(text).toString() : text;
            boolean operand = key.equals(Variant.SYSTEM) || key.equals(Variant.WORKLOAD);
            return new Axis.Choice(text, List.of(operand ? word : "--" + key + "=" + word), item.line());
        });
    }

    /** Several settings of the system at once: NAME: VALUE becomes NAME=VALUE. */
    private Optional<Axis.Choice> settings(String key, Yaml.Fields map) {
        List<String> pairs = new ArrayList<>();
        map.fields()
                .forEach((name, field) ->
                        text(field.value(), at(field.value())).ifPresent(text -> pairs.add(name + "=" + text)));
        return pairs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis.Choice(
                        String.join(",", pairs),
                        pairs.stream().map(pair -> "--" + key + "=" + pair).toList(),
                        map.line()));
    }

    /** One word, or a list of words with commas between them. */
    private Optional<String> text(Yaml value, String at) {
        Optional<String> text = switch (value) {
            case Yaml.Scalar scalar -> Optional.of(scalar.text());
            case Yaml.Items list ->
                list.items().stream().allMatch(Yaml.Scalar.class::isInstance)
                        ? Optional.of(list.items().stream()
                                .map(item -> ((Yaml.Scalar) item).text())
                                .collect(Collectors.joining(",")))
                        : Optional.empty();
            case Yaml.Fields map -> Optional.empty();
        };
        if (text.filter(word -> !word.isBlank()).isEmpty()) {
            problems.add(at, "a value is expected here", "such as a name or a number");
            return Optional.empty();
        }
        return text;
    }

    private List<Selector> excluded(YamlFields fields) {
        return fields.items("exclude").stream()
                .flatMap(item -> YamlFields.of(file, item, "what is excluded", problems).stream())
                .map(one -> {
                    Selector selector = selector(one, Optional.empty());
                    if (selector.wanted().isEmpty()) {
                        problems.add(file + ":" + one.line(), "it excludes everything", "name a key and its value");
                    }
                    return selector;
                })
                .toList();
    }

    /** What is wanted of a variant; other keys are refused. */
    private Selector selector(YamlFields fields, Optional<Seeds> seeds) {
        SequencedMap<String, String> wanted = new LinkedHashMap<>();
        keys.forEach(key -> fields.value(key)
                .flatMap(value -> text(value, fields.at(key)))
                .ifPresent(text -> wanted.put(key, text)));
        fields.others().forEach(key -> fields.refuse(key, keys));
        return new Selector(wanted, seeds, fields.line());
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new BadInput("until", "'" + text + "' is no date", "such as 2027-01-31");
        }
    }

    private <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (BadInput bad) {
            problems.addAll(bad);
            return Optional.empty();
        }
    }

    private String at(Yaml value) {
        return file + ":" + value.line();
    }
}
