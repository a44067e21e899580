package refute.harness.check;

import java.util.List;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.harness.system.NodeId;

/**
 * What shows that a verdict is invalid, small enough for a tired person. A closed set, so that a report can draw each.
 */
public sealed interface Witness {
    /** What is wrong, in one sentence with processes, values and times. */
    String sentence();

    /** The operations that show it, in the order of their invocations; empty when it is not about operations. */
    default List<Operation> operations() {
        return List.of();
    }

    /**
     * Operations that have no legal order.
     *
     * @param sentence what is wrong
     * @param model the name of the model
     * @param key the object, {@link Value#NIL} if there is but one
     * @param operations a small part that has no linearization, with what a reader needs to see that it is no accident of leaving out: of
     *     registers, everyone who may have written what one of them observed
     * @param core of these, a part without linearization from which nothing can go: without any one operation the others have one; empty if
     *     none was found in time
     * @param stuck the one of them that cannot be placed
     * @param attempts the ways to order what comes before it: what each leads to, and why the stuck one does not fit there
     * @param minimal whether removing any one operation, and with it what makes sense only together with it (of registers
     *     those that it may explain, of containers of unique values all about its value), is known to make the rest
     *     linearizable
     */
    record Unlinearizable(
            String sentence,
            String model,
            Value key,
            List<Operation> operations,
            List<Operation> core,
            Operation stuck,
            List<Attempt> attempts,
            boolean minimal)
            implements Witness {
        public Unlinearizable {
            operations = List.copyOf(operations);
            core = List.copyOf(core);
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * One longest legal order found.
     *
     * @param order indexes of the invocations in that order
     * @param states the state after each, as text
     * @param obstacle why the stuck operation does not fit after it
     */
    record Attempt(List<Integer> order, List<String> states, String obstacle) {
        public Attempt {
            order = List.copyOf(order);
            states = List.copyOf(states);
        }
    }

    /**
     * Elements that went wrong: lost, stale, duplicated, unexpected.
     *
     * @param sentence what is wrong
     * @param anomaly the name of the way to be wrong
     * @param elements which
     * @param operations the operations that wrote and missed them
     */
    record Elements(String sentence, String anomaly, List<Value> elements, List<Operation> operations)
            implements Witness {
        public Elements {
            elements = List.copyOf(elements);
            operations = List.copyOf(operations);
        }
    }

    /**
     * Operations that contradict each other in a named way that needs no search to see.
     *
     * @param sentence what is wrong
     * @param anomaly the name of the way to be wrong
     * @param operations the operations that show it
     */
    record Contradiction(String sentence, String anomaly, List<Operation> operations) implements Witness {
        public Contradiction {
            operations = List.copyOf(operations);
        }
    }

    /**
     * Operations each of which must come before the next, and the last before the first.
     *
     * @param sentence what is wrong
     * @param anomaly the name of the anomaly, such as G-single
     * @param operations the transactions round the cycle
     * @param edges why each comes before the next; as many as operations
     */
    record Cycle(String sentence, String anomaly, List<Operation> operations, List<String> edges) implements Witness {
        public Cycle {
            operations = List.copyOf(operations);
            edges = List.copyOf(edges);
            if (edges.size() != operations.size()) {
                throw new IllegalArgumentException("a cycle has an edge for each operation");
            }
        }
    }

    /**
     * What a node did that no node may do: it panicked, or never came back.
     *
     * @param sentence what is wrong
     * @param node which
     * @param lines of its log, untrusted
     */
    record NodeFailure(String sentence, NodeId node, List<String> lines) implements Witness {
        public NodeFailure {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Something that a node recorded of itself and that is no step of the spec.
     *
     * @param sentence what is wrong
     * @param spec in whose terms
     * @param node which
     * @param event its name
     * @param nanos when it was recorded, on the clock of the history; -1 if nobody knows
     * @param refusal the part of the spec that is false, where it stands, and what its sides are; a line each
     * @param before the last events before it, each with what it changed; a line each
     */
    record Unexplained(
            String sentence,
            String spec,
            NodeId node,
            String event,
            long nanos,
            List<String> refusal,
            List<String> before)
            implements Witness {
        public Unexplained {
            refusal = List.copyOf(refusal);
            before = List.copyOf(before);
        }
    }
}
