package refute.specs.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import refute.harness.check.Witness;
import refute.harness.history.Value;

/** Says of a cycle why each transaction must come before the next. */
final class CycleWording {
    private final Wording wording;
    private final List<Transaction> transactions;
    private final Map<Value, ListHistory> lists;

    CycleWording(Wording wording, Map<Value, ListHistory> lists) {
        this.wording = wording;
        this.transactions = wording.transactions();
        this.lists = lists;
    }

    Witness.Cycle witness(Cycle cycle) {
        int size = cycle.size();
        List<String> edges = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int next = (i + 1) % size;
            String because = because(
                    new Edge(cycle.transactions()[i], cycle.transactions()[next], "T" + (i + 1), "T" + (next + 1)),
                    cycle.kinds()[i]);
            edges.add("T" + (i + 1) + " < T" + (next + 1) + ", because " + because);
        }
        String name = cycle.anomaly().word() + cycle.respect().suffix();
        String sentence = name + ": " + String.join("; but ", edges);
        return new Witness.Cycle(
                sentence,
                name,
                IntStream.of(cycle.transactions()).mapToObj(wording::operation).toList(),
                edges);
    }

    /** Two transactions by number, and what they are called in the cycle. */
    private record Edge(int before, int after, String first, String second) {}

    private String because(Edge edge, int kind) {
        return switch (kind) {
            case DependencyGraph.WW -> appended(edge);
            case DependencyGraph.WR -> observed(edge);
            case DependencyGraph.RW -> missed(edge);
            case DependencyGraph.PROCESS ->
                "process " + wording.process(edge.before()) + " ran " + edge.first() + " first";
            default ->
                edge.second() + " began at " + wording.began(edge.after()) + ", when " + edge.first()
                        + " had ended (at " + wording.ended(edge.before()) + ")";
        };
    }

    private String appended(Edge edge) {
        for (MicroOperation step : transactions.get(edge.after()).steps()) {
            if (!(step instanceof MicroOperation.Append append)) {
                continue;
            }
            ListHistory list = list(append.key());
            int at = list.elements().indexOf(append.element());
            int end = at < 0 ? list.size() : at;
            int before = lastOf(list, end, edge.before());
            if (before >= 0) {
                String earlier = edge.first() + "'s append of "
                        + Wording.value(list.elements().get(before));
                return at < 0
                        ? edge.second() + "'s append of " + Wording.value(append.element()) + " to " + key(list)
                                + " was never read, and so came after " + earlier + ", which was"
                        : edge.second() + " appended " + Wording.value(append.element()) + " to " + key(list)
                                + " after " + earlier;
            }
        }
        throw missing(edge);
    }

    private String observed(Edge edge) {
        for (MicroOperation step : transactions.get(edge.after()).steps()) {
            if (step instanceof MicroOperation.Read read && read.list() != null) {
                ListHistory list = list(read.key());
                int at = lastOf(list, Math.min(list.size(), read.list().size()), edge.before());
                if (at >= 0) {
                    return edge.second() + " read " + Wording.list(read.list()) + " from " + key(list)
                            + ", and so observed " + edge.first() + "'s append of "
                            + Wording.value(list.elements().get(at));
                }
            }
        }
        throw missing(edge);
    }

    private String missed(Edge edge) {
        for (MicroOperation step : transactions.get(edge.before()).steps()) {
            if (!(step instanceof MicroOperation.Read read) || read.list() == null) {
                continue;
            }
            for (MicroOperation other : transactions.get(edge.after()).steps()) {
                if (other instanceof MicroOperation.Append append
                        && append.key().equals(read.key())
                        && !list(read.key()).isContradictory()
                        && !read.list().contains(append.element())) {
                    return edge.first() + " read " + Wording.list(read.list()) + " from "
                            + Wording.value(read.key()) + ", and so did not observe " + edge.second() + "'s append of "
                            + Wording.value(append.element());
                }
            }
        }
        throw missing(edge);
    }

    /** The last place before this one at which the transaction appended; negative if it did not. */
    private static int lastOf(ListHistory list, int end, int number) {
        int at = end - 1;
        while (at >= 0 && list.writer(at) != number) {
            at--;
        }
        return at;
    }

    private ListHistory list(Value key) {
        ListHistory list = lists.get(key);
        if (list == null) {
            throw new AssertionError("no list " + key);
        }
        return list;
    }

    private static String key(ListHistory list) {
        return Wording.value(list.key());
    }

    private AssertionError missing(Edge edge) {
        return new AssertionError(
                "an edge without a reason: from " + wording.of(edge.before()) + " to " + wording.of(edge.after()));
    }
}
