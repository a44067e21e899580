package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * The keys of a history as small numbers, in the order in which they first appear, and the number at each entry. Stretches of the history are numbered side
 * by side, each for itself, and joined afterwards. Immutable once made.
 */
final class KeyNumbers {
    private final History history;
    private final int stretches;
    /** By position the number of its key within its stretch; -1 where there is nothing to judge: faults, and outcomes that are unknown. */
    private final int[] localAt;

    private final List<List<Value>> localKeys = new ArrayList<>();
    private final int[][] localInvocations;

    private final List<Value> keys = new ArrayList<>();
    private int[] invocations = new int[0];
    /** By stretch and number within it, the number in the whole. */
    private final int[][] numbers;

    private KeyNumbers(History history, int stretches) {
        this.history = history;
        this.stretches = stretches;
        this.localAt = new int[history.size()];
        this.localInvocations = new int[stretches][];
        this.numbers = new int[stretches][];
        for (int stretch = 0; stretch < stretches; stretch++) {
            localKeys.add(new ArrayList<>());
        }
    }

    /** @param workers how many threads, at least 1 */
    static KeyNumbers of(History history, int workers) {
        KeyNumbers keys = new KeyNumbers(history, workers);
        SideBySide.run(workers, keys::number, () -> {});
        keys.join();
        return keys;
    }

    int count() {
        return keys.size();
    }

    Value key(int number) {
        return keys.get(number);
    }

    /** How many operations on it were invoked. */
    int invocations(int number) {
        return invocations[number];
    }

    /** What to do with an entry, given its position and the number of its key. */
    interface Visitor {
        void visit(int at, int key);
    }

    /** Each entry of the keys whose number leaves that remainder, in the order of the history. */
    void forEach(int divisor, int remainder, Visitor visitor) {
        boolean[] isVisited = new boolean[keys.size()];
        for (int key = remainder; key < isVisited.length; key += divisor) {
            isVisited[key] = true;
        }
        for (int stretch = 0; stretch < stretches; stretch++) {
            int[] number = numbers[stretch];
            int end = begin(stretch + 1);
            for (int at = begin(stretch); at < end; at++) {
                int local = localAt[at];
                if (local >= 0 && isVisited[number[local]]) {
                    visitor.visit(at, number[local]);
                }
            }
        }
    }

    private int begin(int stretch) {
        return (int) ((long) history.size() * stretch / stretches);
    }

    private void number(int stretch) {
        ValueNumbers local = new ValueNumbers();
        List<Value> values = localKeys.get(stretch);
        int[] invoked = new int[16];
        int end = begin(stretch + 1);
        for (int at = begin(stretch); at < end; at++) {
            EntryKind kind = history.kind(at);
            if (history.process(at) < 0 || kind == EntryKind.INFO) {
                localAt[at] = -1;
                continue;
            }
            Value key = history.key(kind == EntryKind.INVOKE ? at : history.partner(at));
            int number = local.of(key);
            localAt[at] = number;
            if (number == values.size()) {
                values.add(key);
                invoked = number < invoked.length ? invoked : Arrays.copyOf(invoked, 2 * number);
            }
            invoked[number] += kind == EntryKind.INVOKE ? 1 : 0;
        }
        localInvocations[stretch] = invoked;
    }

    private void join() {
        ValueNumbers all = new ValueNumbers();
        for (int stretch = 0; stretch < stretches; stretch++) {
            List<Value> values = localKeys.get(stretch);
            numbers[stretch] = new int[values.size()];
            for (int local = 0; local < values.size(); local++) {
                int number = all.of(values.get(local));
                numbers[stretch][local] = number;
                if (number == keys.size()) {
                    keys.add(values.get(local));
                    invocations =
                            number < invocations.length ? invocations : Arrays.copyOf(invocations, 2 * number + 16);
                }
                invocations[number] += localInvocations[stretch][local];
            }
        }
    }
}
