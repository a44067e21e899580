package refute.specs.transactions;

import java.util.ArrayList;
import java.util.List;
import refute.harness.BadInput;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/** Makes transactions of a history whose operations are {@code txn} with {@code [[:append x 1] [:r y nil]]}. Runs once. */
final class TransactionReader {
    private static final String GRAMMAR = "a transaction is a list of [:append key element] and [:r key list]";

    private final History history;
    private final BadInput.Collector problems = new BadInput.Collector();

    private TransactionReader(History history) {
        this.history = history;
    }

    /**
     * The transactions in the order of their invocations.
     *
     * @throws BadInput with every operation that is none, or whose answer is to other steps than were asked
     */
    static List<Transaction> read(History history) {
        TransactionReader reader = new TransactionReader(history);
        List<Transaction> transactions = new ArrayList<>(history.size() / 2 + 1);
        for (int at = 0; at < history.size() && !reader.problems.isFull(); at++) {
            if (history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0) {
                transactions.add(reader.transaction(at));
            }
        }
        reader.problems.throwIfAny();
        return transactions;
    }

    private Transaction transaction(int at) {
        if (!history.function(at).equals("txn")) {
            problem(at, "unknown function " + history.function(at), "transactions have the function txn");
        }
        int end = history.partner(at);
        EntryKind outcome = end < 0 ? EntryKind.INFO : history.kind(end);
        List<MicroOperation> asked = steps(at, false);
        if (outcome != EntryKind.OK) {
            return new Transaction(at, end, outcome, asked);
        }
        List<MicroOperation> answered = steps(end, true);
        if (!isAnswerTo(asked, answered)) {
            problem(end, "the answer " + cut(history.value(end)) + " is to other steps than were asked", GRAMMAR);
        }
        return new Transaction(at, end, outcome, answered);
    }

    private static boolean isAnswerTo(List<MicroOperation> asked, List<MicroOperation> answered) {
        if (asked.size() != answered.size()) {
            return false;
        }
        for (int i = 0; i < asked.size(); i++) {
            boolean same = switch (asked.get(i)) {
                case MicroOperation.Append append -> append.equals(answered.get(i));
                case MicroOperation.Read read ->
                    answered.get(i) instanceof MicroOperation.Read answer
                            && answer.key().equals(read.key());
            };
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private List<MicroOperation> steps(int at, boolean answered) {
        if (!(history.value(at) instanceof Value.Vec vec)) {
            problem(at, cut(history.value(at)) + " is no transaction", GRAMMAR);
            return List.of();
        }
        List<MicroOperation> steps = new ArrayList<>(vec.items().size());
        for (Value item : vec.items()) {
            if (item instanceof Value.Vec step && step.items().size() == 3) {
                step(at, step.items(), answered, steps);
            } else {
                problem(at, cut(item) + " is no step of a transaction", GRAMMAR);
            }
        }
        return steps;
    }

    private void step(int at, List<Value> step, boolean answered, List<MicroOperation> into) {
        Value key = step.get(1);
        switch (word(step.getFirst())) {
            case "append" -> into.add(new MicroOperation.Append(key, step.getLast()));
            case "r" -> {
                if (!answered) {
                    into.add(new MicroOperation.Read(key, null));
                } else if (step.getLast() instanceof Value.Vec list) {
                    into.add(new MicroOperation.Read(key, list.items()));
                } else if (step.getLast().equals(Value.NIL)) {
                    into.add(new MicroOperation.Read(key, List.of()));
                } else {
                    problem(at, "a read of a list answers a list, not " + cut(step.getLast()), GRAMMAR);
                }
            }
            default -> problem(at, "unknown step " + cut(step.getFirst()), GRAMMAR);
        }
    }

    private static String word(Value value) {
        return switch (value) {
            case Value.Keyword keyword -> keyword.name();
            case Value.Text text -> text.text();
            default -> "";
        };
    }

    private void problem(int at, String what, String remedy) {
        problems.add("entry " + history.index(at), what, remedy);
    }

    private static String cut(Value value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
