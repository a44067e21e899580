package refute.specs.tla;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of a spec in the docs: its models, and each mutant with its shortest counterexample as a table. */
final class SpecPage {
    private static final int CELL_CHARS_MAX = 300;

    private SpecPage() {}

    static String of(Spec spec) {
        StringJoiner page = new StringJoiner("\n", "", "\n");
        page.add("# " + spec.name() + ": " + spec.title());
        page.add("");
        page.add("Made by `SpecPagesTest` from [" + spec.name()
                + ".tla](../../specs/tla/src/main/resources/refute/specs/tla/modules/" + spec.name()
                + ".tla), which says what is modelled and what is not.");
        page.add("");
        page.add("| model | | different states |");
        page.add("| --- | --- | --- |");
        for (SpecModel model : spec.models()) {
            String states = model.states().isPresent()
                    ? String.format(Locale.ROOT, "%,d", model.states().getAsLong())
                    : "";
            page.add("| `" + model.name() + "` | " + model.description() + " | " + states + " |");
        }
        for (SpecMutant mutant : spec.mutants()) {
            page.add("");
            page.add("## Mutant " + mutant.name() + ": " + mutant.description());
            page.add("");
            if (spec.model(mutant.model()).states().isEmpty()) {
                page.add("On demand: `refute spec check " + spec.name() + " --mutant " + mutant.name()
                        + "`; must violate `" + mutant.refutes() + "`.");
            } else {
                Finding.Violated violated = Checks.refute(spec, mutant);
                page.add("`" + violated.name() + "` is violated, in the model `" + mutant.model() + "`:");
                page.add("");
                violated.counterexample().ifPresent(shown -> table(page, shown));
            }
        }
        return page.toString();
    }

    private static void table(StringJoiner page, Counterexample shown) {
        page.add("| step | action | what changes |");
        page.add("| --- | --- | --- |");
        List<List<Change>> changes = shown.changes();
        for (Counterexample.Step step : shown.steps()) {
            Stream<String> told = step.number() == 1
                    ? step.state().entrySet().stream().map(variable -> variable.getKey() + " = " + variable.getValue())
                    : changes.get(step.number() - 1).stream().map(Change::toString);
            String cells = told.map(SpecPage::cell).collect(Collectors.joining("<br>"));
            page.add("| " + step.number() + " | " + step.action() + " | " + cells + " |");
        }
    }

    private static String cell(String text) {
        String cut = text.length() <= CELL_CHARS_MAX ? text : text.substring(0, CELL_CHARS_MAX - 1) + "…";
        return "`" + cut.replace("|", "\\|") + "`";
    }
}
