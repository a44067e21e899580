package refute.tree;

import java.util.function.Function;

/** Runs bodies of transactions until what they have read is still so at their end. */
final class Transactions {
    private final TreeStore store;
    private final Commits commits;

    Transactions(TreeStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
    }

    <T> T run(Function<Transaction, T> body, int attemptsMax) {
        String[] changed = {""};
        for (int attempt = 0; attempt < attemptsMax; attempt++) {
            try (TreeSnapshot snapshot = store.snapshot()) {
                Transaction transaction = new Transaction(snapshot);
                T result = body.apply(transaction);
                // Without writes it has happened when its snapshot was taken.
                if (transaction.writes().size() == 0
                        || commits.commit(transaction.writes().writes(), () -> {
                            changed[0] = transaction.reads().changed();
                            return changed[0].isEmpty();
                        })) {
                    return result;
                }
            }
        }
        throw new TransactionConflictException(attemptsMax, changed[0]);
    }
}
