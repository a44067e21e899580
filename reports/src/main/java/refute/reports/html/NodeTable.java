package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import refute.harness.check.RecoveryChecker;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.harness.run.Sightings;
import refute.reports.Report;

/** Nodes in words: what their clients got, in which terms they led, when they came back. What the timeline draws, as text. */
final class NodeTable {
    private static final int TERMS_SHOWN = 8;

    private final Report report;
    private final List<Sightings.Sighting> sightings;

    NodeTable(Report report) {
        this.report = report;
        this.sightings = Sightings.of(report.results());
    }

    Html table() {
        int nodes = report.header().nodes();
        if (nodes == 0) {
            return element("p", is("class", "dim"), "This system has no nodes.");
        }
        long[] all = new long[nodes];
        long[] ok = new long[nodes];
        count(all, ok);
        List<Html> rows = new ArrayList<>();
        for (int node = 1; node <= nodes; node++) {
            rows.add(element(
                    "tr",
                    element("th", is("scope", "row"), "n" + node),
                    element("td", acknowledged(all[node - 1], ok[node - 1])),
                    element("td", led(node)),
                    element("td", away(node)),
                    element("td", is("class", "num"), back(node))));
        }
        return Html.table(
                List.of(
                        "node",
                        "its clients' operations",
                        "led",
                        "was seen away",
                        "answered, after everything was healed"),
                rows);
    }

    /** Clients are spread over the nodes in turn. */
    private void count(long[] all, long[] ok) {
        History history = report.history();
        int workers = Math.max(1, report.header().workers());
        for (int at = 0; at < history.size(); at++) {
            if (history.process(at) >= 0) {
                int node = history.process(at) % workers % all.length;
                all[node] += history.kind(at) == EntryKind.INVOKE ? 1 : 0;
                ok[node] += history.kind(at) == EntryKind.OK ? 1 : 0;
            }
        }
    }

    private static String acknowledged(long all, long ok) {
        return all == 0
                ? "none"
                : String.format(Locale.ROOT, "%,d, of which %.1f %% were acknowledged", all, 100.0 * ok / all);
    }

    private String led(int node) {
        TreeSet<Long> terms = new TreeSet<>();
        boolean led = false;
        for (Sightings.Sighting one : sightings) {
            if (one.node().number() == node && one.leads()) {
                led = true;
                terms.add(one.term());
            }
        }
        terms.remove(0L);
        if (terms.isEmpty()) {
            return led ? "yes" : "";
        }
        List<String> shown = terms.stream()
                .limit(TERMS_SHOWN)
                .map(term -> Long.toString(term))
                .toList();
        int more = terms.size() - shown.size();
        return (terms.size() == 1 ? "in term " : "in terms ")
                + String.join(", ", shown)
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** How often it was seen paused, killed, ended or silent. */
    private String away(int node) {
        List<String> words = new ArrayList<>();
        for (String state : List.of("silent", "paused", "killed", "exited")) {
            long times = sightings.stream()
                    .filter(one -> one.node().number() == node && one.state().equals(state))
                    .count();
            if (times > 0) {
                words.add(state + " " + (times == 1 ? "once" : times + " times"));
            }
        }
        return String.join(", ", words);
    }

    private String back(int node) {
        Optional<Value> nanos =
                figure(RecoveryChecker.NODES).map(dict -> dict.items().getOrDefault(Value.of("n" + node), Value.NIL));
        if (nanos.isEmpty()) {
            return "was not asked";
        }
        return nanos.get() instanceof Value.Int number
                ? String.format(Locale.ROOT, "%.3f s", number.number() / 1e9)
                : nanos.get().equals(RecoveryChecker.EXCUSED) ? "may stay away" : "not at all";
    }

    /** After which time somebody was acknowledged again that asked when this fault was healed; empty if nobody knows. */
    Optional<String> afterFault(String id) {
        return figure(RecoveryChecker.FAULTS)
                .filter(dict -> dict.items().get(Value.of(id)) instanceof Value.Int)
                .map(dict -> (Value.Int) dict.items().getOrDefault(Value.of(id), Value.of(-1)))
                .map(nanos ->
                        nanos.number() < 0 ? "not at all" : String.format(Locale.ROOT, "%.3f s", nanos.number() / 1e9));
    }

    private Optional<Value.Dict> figure(String name) {
        return report.results().stream()
                .filter(result -> result.checker().equals(RecoveryChecker.NAME))
                .findFirst()
                .map(result -> result.figures().get(name))
                .filter(Value.Dict.class::isInstance)
                .map(Value.Dict.class::cast);
    }
}
