package refute.harness.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import refute.harness.system.NodeId;

/** Calls on several nodes at once, each on a thread of its own. */
final class Together {
    private Together() {}

    static List<String> each(List<NodeId> nodes, Function<NodeId, String> call) {
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> calls = nodes.stream()
                    .map(node -> threads.submit(() -> call.apply(node)))
                    .toList();
            for (Future<String> each : calls) {
                answers.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fault could not be done", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answers.add("interrupted");
        }
        return answers;
    }
}
