package refute.specs.transactions;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/**
 * Transactions and lists in a few words. Values are whatever a system answered, of any length: they are cut.
 *
 * @param history where the transactions stand
 * @param transactions in the order of their numbers
 */
record Wording(History history, List<Transaction> transactions) {
    private static final int VALUE_CHARS_MAX = 40;
    /** Of a long list the end is told, which is where transactions differ. */
    private static final int ELEMENTS_MAX = 5;

    /** "process 3's transaction (1.204 s to 1.206 s)". */
    String of(int number) {
        Transaction transaction = transactions.get(number);
        String end = transaction.returnedAt() == Transaction.NEVER ? "the end" : time(transaction.returnedAt());
        return "process " + process(number) + "'s transaction (" + time(transaction.at()) + " to " + end + ")";
    }

    int process(int number) {
        return history.process(transactions.get(number).at());
    }

    Operation operation(int number) {
        return history.operation(transactions.get(number).at());
    }

    String began(int number) {
        return time(transactions.get(number).at());
    }

    String ended(int number) {
        return time(transactions.get(number).returnedAt());
    }

    static String value(Value value) {
        String text = value.toString();
        return text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX) + "…";
    }

    /** {@code [1 2 3]}, or {@code [… 7 8 9 10 11]}. */
    static String list(List<Value> list) {
        int skipped = Math.max(0, list.size() - ELEMENTS_MAX);
        return list.stream()
                .skip(skipped)
                .map(Wording::value)
                .collect(Collectors.joining(" ", skipped > 0 ? "[… " : "[", "]"));
    }

    private String time(int at) {
        return String.format(Locale.ROOT, "%.3f s", history.timeNanos(at) / 1e9);
    }
}
