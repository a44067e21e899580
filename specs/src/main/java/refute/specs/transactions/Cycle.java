package refute.specs.transactions;

/**
 * Transactions each of which must come before the next, and the last before the first.
 *
 * @param transactions their numbers, each once
 * @param kinds of the edges from each to the next, as in {@link DependencyGraph}
 */
@SuppressWarnings("ArrayRecordComponent")
record Cycle(int[] transactions, int[] kinds) {
    int size() {
        return transactions.length;
    }

    /** The anomaly that it is (Adya, Liskov and O'Neil, ICDE 2000, sections 5.1 to 5.4): by its edges, however it was found. */
    Anomaly anomaly() {
        int antiDependencies = count(DependencyGraph.RW);
        if (antiDependencies > 0) {
            return antiDependencies == 1 ? Anomaly.G_SINGLE : Anomaly.G2_ITEM;
        }
        return count(DependencyGraph.WR) > 0 ? Anomaly.G1C : Anomaly.G0;
    }

    /** The weakest order that must count for it to be a cycle. */
    Respect respect() {
        if (count(DependencyGraph.REAL_TIME) > 0) {
            return Respect.REAL_TIME;
        }
        return count(DependencyGraph.PROCESS) > 0 ? Respect.SESSIONS : Respect.NOTHING;
    }

    private int count(int kind) {
        int count = 0;
        for (int one : kinds) {
            count += one == kind ? 1 : 0;
        }
        return count;
    }

    /** The same, from the transaction that was invoked first. */
    Cycle fromFirst() {
        int least = 0;
        for (int i = 1; i < size(); i++) {
            least = transactions[i] < transactions[least] ? i : least;
        }
        int[] turned = new int[size()];
        int[] turnedKinds = new int[size()];
        for (int i = 0; i < size(); i++) {
            turned[i] = transactions[(least + i) % size()];
            turnedKinds[i] = kinds[(least + i) % size()];
        }
        return new Cycle(turned, turnedKinds);
    }
}
