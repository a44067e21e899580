package refute.harness.world.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.harness.check.NodeReport;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;
import refute.harness.world.Deployment;
import refute.harness.world.NodeState;

/**
 * Asks the nodes of a run how they are, by their side and not through the faulty links. Safe for use by several threads.
 *
 * @param deployment whose nodes they are
 * @param nodes them, in order
 * @param side where a node is asked
 */
public record RollCall(
        Deployment deployment, SequencedMap<NodeId, ? extends Node> nodes, Function<NodeId, Endpoint> side) {
    private static final Duration STATUS_WITHIN_MAX = Duration.ofSeconds(1);
    private static final long READY_POLL_MILLIS = 50;

    public RollCall {
        nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
    }

    /** What this node says of itself; empty if it does not run or does not answer. */
    public Optional<NodeStatus> status(NodeId id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no node of this cluster: " + id);
        }
        if (node.state() != NodeState.RUNNING) {
            return Optional.empty();
        }
        Duration asked = deployment.operationTimeout();
        Duration timeout = asked.compareTo(STATUS_WITHIN_MAX) < 0 ? asked : STATUS_WITHIN_MAX;
        return deployment.system().status(new Connection(id, side.apply(id), timeout, deployment.reads()));
    }

    /** What the nodes say that answer, all asked at once. */
    public SequencedMap<NodeId, NodeStatus> statuses() {
        SequencedMap<NodeId, NodeStatus> answers = new LinkedHashMap<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            SequencedMap<NodeId, Future<Optional<NodeStatus>>> asked = new LinkedHashMap<>();
            nodes.keySet().forEach(node -> asked.put(node, each.submit(() -> status(node))));
            asked.forEach((node, answer) -> get(answer).ifPresent(status -> answers.put(node, status)));
        }
        return answers;
    }

    private static Optional<NodeStatus> get(Future<Optional<NodeStatus>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a system's status must not throw", e.getCause());
        }
    }

    /** Who leads in the highest term. */
    public Optional<NodeId> leader() {
        return statuses().entrySet().stream()
                .filter(entry -> entry.getValue().leader())
                .max(Comparator.comparingLong(entry -> entry.getValue().term()))
                .map(Map.Entry::getKey);
    }

    /** What all nodes have left so far, and who answers. */
    public List<NodeReport> reports() {
        Map<NodeId, NodeStatus> answers = statuses();
        return nodes.values().stream()
                .map(node -> node.report(answers.containsKey(node.id())))
                .toList();
    }

    /**
     * Waits until all nodes answer and, where there are terms, somebody leads in one.
     *
     * @throws BadInput if a node ends, or the time is up; with the last lines of the logs
     */
    public void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + deployment.readyWithin().toNanos();
        while (true) {
            SequencedMap<NodeId, NodeStatus> answers = statuses();
            if (ready(answers.values())) {
                return;
            }
            List<Problem> ended = nodes.values().stream()
                    .filter(node -> node.state() == NodeState.EXITED)
                    .map(node -> lastWords(
                            node, "ended by itself, exit code " + node.exits().getLast()))
                    .toList();
            if (!ended.isEmpty()) {
                throw new BadInput(ended);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new BadInput(silent(answers));
            }
            // The system is asked, it does not tell: there is nothing to wait on but time.
            TimeUnit.MILLISECONDS.sleep(READY_POLL_MILLIS);
        }
    }

    private boolean ready(Collection<NodeStatus> answers) {
        return answers.size() == nodes.size()
                && (answers.stream().allMatch(status -> status.term() == 0)
                        || answers.stream().anyMatch(NodeStatus::leader));
    }

    private List<Problem> silent(Map<NodeId, NodeStatus> answers) {
        String within = " within " + deployment.readyWithin().toSeconds() + " s";
        boolean allAnswer = answers.size() == nodes.size();
        List<Problem> problems = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (allAnswer) {
                problems.add(lastWords(node, "found no leader" + within));
            } else if (!answers.containsKey(node.id())) {
                problems.add(lastWords(node, "did not answer" + within));
            }
        }
        return problems;
    }

    private static Problem lastWords(Node node, String what) {
        List<String> lines = node.words();
        String said = lines.isEmpty() ? "; it printed nothing" : "; its last lines:\n  " + String.join("\n  ", lines);
        return new Problem("node " + node.id(), what + said);
    }
}
