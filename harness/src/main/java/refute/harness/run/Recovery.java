package refute.harness.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import refute.harness.check.RecoveryChecker;
import refute.harness.history.EntryKind;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.harness.world.Cluster;

/**
 * Asks each node, all at once, until it answers. How long each took goes into the history, as an operation of the nemesis, so
 * that a stored run can be judged again.
 */
final class Recovery {
    private static final long PAUSE_MILLIS = 50;

    private final Cluster cluster;
    private final Threads threads;
    private final CountDownLatch stopping;

    /** @param stopping opens when nobody wants to wait any longer */
    Recovery(Cluster cluster, Threads threads, CountDownLatch stopping) {
        this.cluster = cluster;
        this.threads = threads;
        this.stopping = stopping;
    }

    /**
     * Waits until every node has answered, at most so long.
     *
     * @return nanoseconds until the first answer of each node that answered
     */
    Map<NodeId, Long> await(Duration within, Interpreter interpreter) throws InterruptedException {
        interpreter.nemesis(
                EntryKind.INVOKE,
                RecoveryChecker.RECOVER,
                Value.of(cluster.nodes().size()));
        long begun = System.nanoTime();
        Map<NodeId, Long> answered = new ConcurrentHashMap<>();
        AtomicInteger asking = new AtomicInteger(cluster.nodes().size());
        CountDownLatch over = new CountDownLatch(1);
        for (NodeId node : cluster.nodes()) {
            threads.start("recovery of " + node, () -> {
                try {
                    ask(node, begun, within, over, answered);
                } catch (RuntimeException e) {
                    interpreter.note("asking " + node + " for its status failed: " + Causes.describe(e));
                } finally {
                    if (asking.decrementAndGet() == 0) {
                        over.countDown();
                    }
                }
            });
        }
        boolean stopped = false;
        while (!stopped && System.nanoTime() - begun < within.toNanos()) {
            if (over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
            stopped = stopping.getCount() == 0;
        }
        over.countDown();
        if (!stopped) {
            // Without this entry nobody may say that a node did not come back: it was not given its time.
            interpreter.nemesis(EntryKind.INFO, RecoveryChecker.RECOVER, times(answered));
        }
        return Map.copyOf(answered);
    }

    private void ask(NodeId node, long begun, Duration within, CountDownLatch over, Map<NodeId, Long> answered) {
        try {
            while (System.nanoTime() - begun < within.toNanos()) {
                if (cluster.status(node).isPresent()) {
                    answered.put(node, System.nanoTime() - begun);
                    return;
                }
                if (over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Value times(Map<NodeId, Long> answered) {
        SequencedMap<Value, Value> times = new LinkedHashMap<>();
        for (NodeId node : cluster.nodes()) {
            Long nanos = answered.get(node);
            times.put(Value.of(node.toString()), nanos == null ? Value.NIL : Value.of(nanos));
        }
        return new Value.Dict(times);
    }
}
