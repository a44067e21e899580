package refute.harness.check;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * Exceptions that escaped clients. They count as unknown outcomes, which is sound; a client that names its errors makes
 * checkers stronger. Figures only.
 */
final class UnhandledErrors implements Checker {
    /** With this word begins the error of an operation whose client threw. */
    public static final String WORD = "exception: ";

    private static final int KINDS_MAX = 20;
    private static final int LENGTH_MAX = 200;

    @Override
    public String name() {
        return "unhandled-errors";
    }

    @Override
    public String description() {
        return "exceptions that escaped clients, by kind";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        Map<String, Long> kinds = new TreeMap<>();
        long total = 0;
        History history = evidence.history();
        for (int at = 0; at < history.size(); at++) {
            if (history.kind(at) == EntryKind.INFO
                    && history.process(at) >= 0
                    && history.error(at).startsWith(WORD)) {
                String kind = kind(history.error(at));
                kinds.merge(kinds.size() < KINDS_MAX || kinds.containsKey(kind) ? kind : "others", 1L, Long::sum);
                total++;
            }
        }
        CheckResult result = CheckResult.valid(
                name(), total == 0 ? "no client threw" : total + " operations ended with an exception of the client");
        List<Map.Entry<String, Long>> sorted = kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .toList();
        for (Map.Entry<String, Long> kind : sorted) {
            result = result.with(kind.getKey(), Value.of(kind.getValue()));
        }
        return result;
    }

    private static String kind(String error) {
        String text = error.substring(WORD.length());
        return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "…";
    }
}
