package refute.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import refute.specs.tla.trace.SpecCoverage;
import refute.specs.tla.trace.SpecCoverage.Action;
import refute.specs.tla.trace.SpecCoverage.Branch;

/** Which parts of a spec traces were made of, for people and for programs. */
final class CoverageTable {
    private final String spec;
    private final SpecCoverage coverage;

    CoverageTable(String spec, SpecCoverage coverage) {
        this.spec = spec;
        this.coverage = coverage;
    }

    /** A line of sums, one of actions, and what is missing, a branch a line; none if nothing was judged. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Action> told = coverage.told();
        if (told.isEmpty()) {
            return lines;
        }
        List<Action> taken = told.stream().filter(action -> action.steps() > 0).toList();
        List<Branch> branches = coverage.branches();
        List<Branch> missed =
                branches.stream().filter(branch -> branch.steps() == 0).toList();
        lines.add(String.format(
                Locale.ROOT,
                "  covered     %d of %d actions of %s, %d of %d branches",
                taken.size(),
                told.size(),
                spec,
                branches.size() - missed.size(),
                branches.size()));
        lines.add("              "
                + taken.stream()
                        .map(action -> String.format(Locale.ROOT, "%s %,d", action.name(), action.steps()))
                        .collect(Collectors.joining(", ")));
        List<String> never = told.stream()
                .filter(action -> action.steps() == 0)
                .map(Action::name)
                .toList();
        if (!never.isEmpty()) {
            lines.add("  never       " + String.join(", ", never));
        }
        List<String> untold = coverage.actions().stream()
                .filter(action -> !action.told())
                .map(Action::name)
                .toList();
        if (!untold.isEmpty()) {
            lines.add("  untold      " + String.join(", ", untold) + " (no event tells of them)");
        }
        for (Branch branch : missed) {
            lines.add("  not taken   " + branch.within() + ", " + branch.place() + ": " + branch.text());
        }
        return lines;
    }

    Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        Map<String, Object> actions = new LinkedHashMap<>();
        coverage.told().forEach(action -> actions.put(action.name(), action.steps()));
        plain.put("spec", spec);
        plain.put("actions", actions);
        plain.put(
                "untold",
                coverage.actions().stream()
                        .filter(action -> !action.told())
                        .map(Action::name)
                        .toList());
        plain.put(
                "branches",
                coverage.branches().stream().map(CoverageTable::plain).toList());
        return plain;
    }

    private static Map<String, Object> plain(Branch branch) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("within", branch.within());
        plain.put("place", branch.place());
        plain.put("text", branch.text());
        plain.put("steps", branch.steps());
        return plain;
    }
}
