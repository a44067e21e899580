package refute.cli;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
import refute.specs.knossos.Knossos;
import refute.specs.knossos.KnossosChecker;
import refute.specs.linear.Judgement;
import refute.specs.linear.LinearizabilityChecker;
import refute.specs.model.Model;
import refute.specs.model.Models;
import refute.specs.session.StillHolds;
import refute.specs.transactions.ListAppendChecker;

/** Judges histories against a model. */
final class HistoryCheck {
    /** A witness of Knossos is all that had happened; of more lines the last are shown, where it went wrong. */
    private static final int WITNESS_LINES_MAX = 40;

    private final Console console;
    private final CheckOptions options;
    private final boolean json;
    private final Value initial;
    private final Budget budget;
    private final @Nullable Knossos knossos;

    private HistoryCheck(Console console, CheckOptions options, boolean json) {
        this.console = console;
        this.options = options;
        this.json = json;
        this.initial = options.initial();
        this.budget = options.budget();
        this.knossos = options.usesKnossos() ? Knossos.on(options.classPath()) : null;
    }

    /** @throws BadInput if Knossos is asked and absent */
    static HistoryCheck of(Console console, CheckOptions options, boolean json) {
        return new HistoryCheck(console, options, json);
    }

    /** Judges one history, or verifies its certificate. A full heap is no reason not to judge the next one. */
    int check(HistorySource source) {
        try {
            return options.verify ? new CertificateCheck(console, json).verify(source) : judge(source);
        } catch (OutOfMemoryError full) {
            CheckResult result = CheckResult.unknown("check", "out of memory: the heap is full");
            tell(source, options.model == null ? "?" : options.model, History.empty(), result);
            return result.verdict().exitCode();
        }
    }

    private int judge(HistorySource source) {
        HistoryFormat format =
                options.format == null ? HistoryFormat.detect(source.file()) : HistoryFormat.named(options.format);
        Reading reading = format.read(source.file(), options.independent);
        reading.notes().forEach(note -> console.note(source + ": " + note));
        Models.Choice choice = choice(source);
        History clients = reading.history().clients();
        History history = choice.failedCas().heard(clients);
        if (history.size() < clients.size()) {
            console.note(source + ": " + (clients.size() - history.size()) / 2
                    + " compare-and-sets failed for another reason than their value, and say nothing");
        }
        String name = options.model == null ? fitting(source, history) : options.model;
        if (name.equals(Catalogues.LIST_APPEND)) {
            return transactions(source, history);
        }
        Model<?> model = Models.named(name, choice);
        Judgement judgement = knossos == null
                ? LinearizabilityChecker.of(model).judge(history, budget)
                : new Judgement(KnossosChecker.of(knossos, model).check(Evidence.of(history), budget), List.of());
        tell(source, name, history, StillHolds.with(judgement.result(), model, history, budget));
        if (options.certificate) {
            new CertificateCheck(console, json)
                    .write(source, new CertificateCheck.Reading(format, options.independent, name, choice), judgement);
        }
        return judgement.result().verdict().exitCode();
    }

    private int transactions(HistorySource source, History history) {
        if (knossos != null || options.certificate) {
            throw new BadInput(
                    source.toString(),
                    Catalogues.LIST_APPEND + " is judged without Knossos and without a certificate",
                    "leave --engine and --certificate out");
        }
        CheckResult result = ListAppendChecker.strict().check(Evidence.of(history), budget);
        tell(source, Catalogues.LIST_APPEND, history, result);
        return result.verdict().exitCode();
    }

    private Models.Choice choice(HistorySource source) {
        return new Models.Choice(initial, options.failedCas(source.failedCas()));
    }

    private void tell(HistorySource source, String model, History history, CheckResult result) {
        if (json) {
            console.result(Json.line(summary(source, model, result)));
        } else {
            show(source, model, history, result);
        }
    }

    private Map<String, Object> summary(HistorySource source, String model, CheckResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", source.toString());
        map.put("model", model);
        map.put("verdict", result.verdict().word());
        map.put("operations", result.figures().get("operations") instanceof Value.Int n ? n.number() : 0);
        map.put("nanos", result.nanos());
        map.put("engine", options.engine);
        if (result.figures().get("algorithm") instanceof Value.Text algorithm) {
            map.put("algorithm", algorithm.text());
        }
        map.put("witness", RunSummary.witness(result.witnesses()));
        map.put("shown", RunSummary.shown(result.witnesses()));
        map.put("reason", result.reason());
        RunSummary.stillHolds(result, map);
        return map;
    }

    private void show(HistorySource source, String model, History history, CheckResult result) {
        console.result(String.format("%s: %s as %s", source, result.verdict().word(), model));
        console.result("  " + result.reason());
        RunSummary.stillHolds(result).ifPresent(text -> console.result("  what still holds: " + text));
        for (Witness witness : result.witnesses()) {
            Set<Integer> shown = new HashSet<>();
            witness.operations().forEach(operation -> shown.add(operation.index()));
            History few = history.where(at -> shown.contains(history.index(at)));
            List<String> lines = HistoryNotation.print(few).lines().toList();
            int before = Math.max(0, lines.size() - WITNESS_LINES_MAX);
            console.result(before == 0 ? "" : "\n    … " + before + " more lines before these");
            if (!witness.sentence().equals(result.reason())) {
                console.result("    " + witness.sentence());
            }
            lines.stream().skip(before).forEach(line -> console.result("    " + line));
        }
    }

    /** The model that the functions of the history suggest. */
    private static String fitting(HistorySource source, History history) {
        Set<String> functions = new TreeSet<>();
        boolean revisions = false;
        for (int at = 0; at < history.size(); at++) {
            revisions |= history.revision(at) != 0;
            if (history.kind(at) == EntryKind.INVOKE) {
                functions.add(history.function(at));
            }
        }
        if (Set.of("read", "write", "cas").containsAll(functions)) {
            return revisions ? "versioned-register" : "cas-register";
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
                source.toString(),
                "no model is named, and the functions (" + String.join(", ", functions) + ") do not tell which",
                "--model NAME; refute list models shows them");
    }
}
