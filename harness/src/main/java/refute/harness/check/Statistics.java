package refute.harness.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * How many operations of each function ended how. A function that never succeeded was not tested at all, so that the run says
 * nothing about it: unknown.
 */
final class Statistics implements Checker {
    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public String description() {
        return "how many operations of each function ended how; each must have succeeded once";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        Map<String, Counts> counts = count(evidence.history());
        List<String> never = new ArrayList<>();
        Map<String, Value> figures = new LinkedHashMap<>();
        long total = 0;
        long ok = 0;
        for (Map.Entry<String, Counts> function : counts.entrySet()) {
            Counts of = function.getValue();
            figures.put(function.getKey(), of.figures());
            total += of.total();
            ok += of.ok;
            if (of.ok == 0) {
                never.add(function.getKey());
            }
        }
        CheckResult result;
        if (total == 0) {
            result = CheckResult.unknown(name(), "no operation was invoked");
        } else if (never.isEmpty()) {
            result = CheckResult.valid(name(), ok + " of " + total + " operations were acknowledged");
        } else {
            result = CheckResult.unknown(name(), "never acknowledged: " + String.join(", ", never));
        }
        for (Map.Entry<String, Value> figure : figures.entrySet()) {
            result = result.with(figure.getKey(), figure.getValue());
        }
        return result;
    }

    private static Map<String, Counts> count(History history) {
        Map<String, Counts> counts = new TreeMap<>();
        for (int at = 0; at < history.size(); at++) {
            if (history.process(at) < 0 || history.kind(at) != EntryKind.INVOKE) {
                continue;
            }
            Counts of = counts.computeIfAbsent(history.function(at), function -> new Counts());
            int partner = history.partner(at);
            of.add(partner < 0 ? EntryKind.INFO : history.kind(partner));
        }
        return counts;
    }

    private static final class Counts {
        private long ok;
        private long fail;
        private long info;

        void add(EntryKind outcome) {
            switch (outcome) {
                case OK -> ok++;
                case FAIL -> fail++;
                case INFO, INVOKE -> info++;
            }
        }

        long total() {
            return ok + fail + info;
        }

        Value figures() {
            Map<String, Long> numbers = new LinkedHashMap<>();
            numbers.put("ok", ok);
            numbers.put("fail", fail);
            numbers.put("info", info);
            return Figures.of(numbers);
        }
    }
}
