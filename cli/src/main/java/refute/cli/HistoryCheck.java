package refute.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import refute.harness.BadInput;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.HistoryFormat;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Reading;
import refute.harness.history.Value;
import refute.specs.linear.LinearizabilityChecker;
import refute.specs.model.Models;
import refute.specs.transactions.ListAppendChecker;

/** Judges a history in a file of others against a model. */
final class HistoryCheck {
    private final Console console;
    private final CheckOptions options;
    private final boolean json;
    private final Models.Choice choice;
    private final Budget budget;

    private HistoryCheck(Console console, CheckOptions options, boolean json, Models.Choice choice, Budget budget) {
        this.console = console;
        this.options = options;
        this.json = json;
        this.choice = choice;
        this.budget = budget;
    }

    /** @throws BadInput if the options make no sense */
    static HistoryCheck of(Console console, CheckOptions options, boolean json) {
        Value initial = options.initial == null ? Value.NIL : HistoryNotation.value("--initial", options.initial);
        return new HistoryCheck(
                console, options, json, new Models.Choice(initial, options.failedCas()), options.budget());
    }

    int check(Path file) {
        HistoryFormat format =
                options.format == null ? HistoryFormat.detect(file) : HistoryFormat.named(options.format);
        Reading reading = format.read(file, options.independent);
        reading.notes().forEach(note -> console.note(file + ": " + note));
        History history = reading.history().clients();
        String name = options.model == null ? fitting(file, history) : options.model;
        CheckResult result = name.equals(Catalogues.LIST_APPEND)
                ? ListAppendChecker.strict().check(Evidence.of(history), budget)
                : LinearizabilityChecker.of(Models.named(name, choice))
                        .judge(history, budget)
                        .result();
        if (json) {
            console.result(Json.line(summary(file, name, result)));
        } else {
            show(file, name, history, result);
        }
        return result.verdict().exitCode();
    }

    private static Map<String, Object> summary(Path file, String model, CheckResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file.toString());
        map.put("model", model);
        map.put("verdict", result.verdict().word());
        map.put("operations", result.figures().get("operations") instanceof Value.Int n ? n.number() : 0);
        map.put("nanos", result.nanos());
        map.put("engine", "refute");
        map.put("witness", RunSummary.witness(result.witnesses()));
        map.put("reason", result.reason());
        return map;
    }

    private void show(Path file, String model, History history, CheckResult result) {
        console.result(String.format("%s: %s as %s", file, result.verdict().word(), model));
        console.result("  " + result.reason());
        for (Witness witness : result.witnesses()) {
            Set<Integer> shown = new HashSet<>();
            witness.operations().forEach(operation -> shown.add(operation.index()));
            History few = history.where(at -> shown.contains(history.index(at)));
            console.result("");
            if (!witness.sentence().equals(result.reason())) {
                console.result("    " + witness.sentence());
            }
            HistoryNotation.print(few).lines().forEach(line -> console.result("    " + line));
        }
    }

    /** The model that the functions of the history suggest. */
    private static String fitting(Path file, History history) {
        Set<String> functions = new TreeSet<>();
        for (int at = 0; at < history.size(); at++) {
            if (history.kind(at) == EntryKind.INVOKE) {
                functions.add(history.function(at));
            }
        }
        if (Set.of("read", "write", "cas").containsAll(functions)) {
            return "cas-register";
        }
        if (Set.of("get", "put", "append").containsAll(functions)) {
            return "kv";
        }
        if (Set.of("acquire", "release").containsAll(functions)) {
            return "mutex";
        }
        if (Set.of("txn").containsAll(functions)) {
            return Catalogues.LIST_APPEND;
        }
        throw new BadInput(
                file.toString(),
                "no model is named, and the functions (" + String.join(", ", functions) + ") do not tell which",
                "--model NAME; refute list models shows them");
    }
}
