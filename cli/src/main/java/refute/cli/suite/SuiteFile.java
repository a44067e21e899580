package refute.cli.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.Problem;

/**
 * Reads a suite from its file: the way in to this package. All that is wrong with the file is told at once, each with its line: how it is
 * written, what the scenarios ask for, how many cells they have, and quarantines that are over.
 */
public final class SuiteFile {
    private final Path file;
    private final CellCheck check;
    private final LocalDate today;
    private final BadInput.Collector problems = new BadInput.Collector();

    private SuiteFile(Path file, CellCheck check, LocalDate today) {
        this.file = file;
        this.check = check;
        this.today = today;
    }

    /**
     * The suite in this file.
     *
     * @param options the options of {@code refute run} that a scenario may have as keys, without hyphens
     * @param check asked for each variant, if there are not too many
     * @param today by which quarantines are over
     * @throws BadInput with everything that is wrong
     */
    public static Suite read(Path file, Set<String> options, CellCheck check, LocalDate today) {
        return new SuiteFile(file, check, today).read(options);
    }

    private Suite read(Set<String> options) {
        Yaml tree = YamlFile.read(file, problems);
        Optional<YamlFields> top = YamlFields.of(file.toString(), tree, "a suite", problems);
        if (top.isEmpty()) {
            problems.throwIfAny();
        }
        YamlFields fields = top.orElseThrow();
        String name = fields.text("suite").orElseGet(this::fileName);
        Suite.Settings settings = settings(fields);
        ScenarioFields reader = new ScenarioFields(file, options, problems);
        List<Matrix> scenarios = scenarios(fields, reader);
        List<Quarantine> quarantines = quarantines(fields, scenarios, reader);
        fields.refuseOthers();
        if (Suite.bound(file.toString(), scenarios, problems)) {
            checkVariants(scenarios, quarantines);
        }
        problems.throwIfAny();
        return new Suite(name, file, settings, scenarios, quarantines);
    }

    private String fileName() {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    private Suite.Settings settings(YamlFields fields) {
        Suite.Settings usual = Suite.Settings.USUAL;
        return new Suite.Settings(
                fields.parsed("jobs", text -> Numbers.whole("jobs", text, 1, Suite.Settings.JOBS_MAX))
                        .orElse(usual.jobs()),
                fields.parsed("budget", text -> budget("budget", text)),
                fields.parsed("retries", text -> Numbers.whole("retries", text, 0, Suite.Settings.RETRIES_MAX))
                        .orElse(usual.retries()),
                fields.parsed("fail-fast", SuiteFile::truth).orElse(usual.failFast()));
    }

    /** A duration longer than none. */
    public static Duration budget(String where, String text) {
        Duration budget = Durations.parse(where, text);
        if (budget.isZero()) {
            throw new BadInput(where, "a budget of no time runs nothing", "such as 45m");
        }
        return budget;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadInput("fail-fast", "'" + text + "' is neither true nor false", "");
        };
    }

    private List<Matrix> scenarios(YamlFields fields, ScenarioFields reader) {
        Optional<YamlFields> defaults =
                fields.value("defaults").flatMap(value -> YamlFields.of(file.toString(), value, "defaults", problems));
        List<Axis> usual = defaults.map(reader::axes).orElse(List.of());
        Optional<Seeds> usualSeeds = defaults.flatMap(reader::seeds);
        defaults.ifPresent(fieldsOfAll -> reader.refuseOthers(fieldsOfAll));
        List<Matrix> scenarios = new ArrayList<>();
        List<Yaml> items = fields.items("scenarios");
        if (items.isEmpty()) {
            problems.add(fields.at("scenarios"), "there are no scenarios", "a suite has at least one");
        }
        for (Yaml item : items) {
            YamlFields.of(file.toString(), item, "a scenario", problems)
                    .flatMap(scenario -> reader.matrix(scenario, usual, usualSeeds))
                    .ifPresent(scenarios::add);
        }
        return scenarios;
    }

    private List<Quarantine> quarantines(YamlFields fields, List<Matrix> scenarios, ScenarioFields reader) {
        List<Quarantine> quarantines = new ArrayList<>();
        for (Yaml item : fields.items("quarantine")) {
            YamlFields.of(file.toString(), item, "a quarantine", problems)
                    .flatMap(one -> reader.quarantine(one, scenarios, today))
                    .ifPresent(quarantines::add);
        }
        return quarantines;
    }

    private void checkVariants(List<Matrix> scenarios, List<Quarantine> quarantines) {
        Set<Problem> found = new LinkedHashSet<>();
        for (Matrix matrix : scenarios) {
            List<Variant> all = matrix.all();
            List<Variant> left = matrix.variants();
            for (Selector selector : matrix.excluded()) {
                if (all.stream().noneMatch(selector::selects)) {
                    found.add(new Problem(
                            at(selector.line()),
                            "there is nothing to exclude: no cell of " + matrix.name() + " is so"));
                }
            }
            if (left.isEmpty()) {
                found.add(new Problem(at(matrix.line()), "all cells of " + matrix.name() + " are excluded"));
            }
            left.forEach(variant -> found.addAll(wrongWith(variant)));
        }
        quarantines.stream()
                .filter(one -> isOfNothing(one, scenarios))
                .forEach(one -> found.add(new Problem(
                        at(one.cells().line()),
                        "there is nothing to quarantine: no cell of " + one.scenario() + " is so",
                        "values are written as in the scenario")));
        found.forEach(problem -> problems.add(problem.where(), problem.what(), problem.remedy()));
    }

    private List<Problem> wrongWith(Variant variant) {
        try {
            check.check(variant);
            return List.of();
        } catch (BadInput bad) {
            return bad.problems().stream()
                    .map(one -> new Problem(
                            at(variant.lineOf(one.where())),
                            one.where().replaceFirst("^-+", "") + ": " + one.what(),
                            one.remedy()))
                    .toList();
        }
    }

    private static boolean isOfNothing(Quarantine quarantine, List<Matrix> scenarios) {
        return scenarios.stream()
                .filter(matrix -> matrix.name().equals(quarantine.scenario()))
                .noneMatch(matrix -> matrix.variants().stream()
                        .anyMatch(variant ->
                                matrix.seeds().stream().anyMatch(seed -> quarantine.holds(new Cell(variant, seed)))));
    }

    private String at(int line) {
        return file + ":" + line;
    }
}
