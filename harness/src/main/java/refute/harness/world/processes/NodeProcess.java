package refute.harness.world.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.world.NodeState;
import refute.harness.world.node.Node;
import refute.harness.world.node.NodeLog;

/**
 * One node: its present process, and what its former ones left. Faults come from one thread; what it tells may be asked from
 * any.
 */
final class NodeProcess implements Node {
    private static final int STATE_POLLS_MAX = 1000;

    private final NodeId node;
    private final Path folder;
    private final Wiring wiring;
    private final Guard guard;
    private final List<NodeLog> logs = new ArrayList<>();
    private final List<Integer> exits = new ArrayList<>();
    private @Nullable Process process;
    private NodeState state = NodeState.KILLED;
    /** Done when the end of the present process has been taken note of. */
    private CompletableFuture<Void> end = CompletableFuture.completedFuture(null);

    NodeProcess(NodeId node, Path folder, Wiring wiring, Guard guard) {
        this.node = node;
        this.folder = folder;
        this.wiring = wiring;
        this.guard = guard;
    }

    @Override
    public NodeId id() {
        return node;
    }

    @Override
    public synchronized NodeState state() {
        return state;
    }

    @Override
    public synchronized List<Integer> exits() {
        return List.copyOf(exits);
    }

    @Override
    public synchronized List<NodeLog> logs() {
        return List.copyOf(logs);
    }

    /** @throws BadInput if the program is none */
    synchronized String start(NodePlan.Program program) {
        if (running()) {
            return node + " runs already";
        }
        List<String> command =
                new ArrayList<>(List.of(Executables.require(program.binary()).toString()));
        command.addAll(program.arguments());
        ProcessBuilder builder = new ProcessBuilder(wiring.wrap(folder.resolve("hosts"), command))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        environment(builder.environment(), program);
        try {
            Process started = guard.start(builder);
            process = started;
            state = NodeState.RUNNING;
            logs.add(NodeLog.copying(started.getInputStream(), folder.resolve("log-" + (logs.size() + 1) + ".txt")));
            end = started.onExit().thenAccept(this::ended);
            return node + " started as pid " + started.pid();
        } catch (IOException e) {
            throw new UncheckedIOException(node + " does not start", e);
        }
    }

    /** What was there when nobody killed it is told as its own end. */
    private synchronized void ended(Process which) {
        if (which.equals(process) && running()) {
            state = NodeState.EXITED;
            exits.add(which.exitValue());
        }
    }

    @Override
    public String kill() {
        Process doomed;
        CompletableFuture<Void> gone;
        synchronized (this) {
            if (!running() || process == null) {
                return node + " does not run";
            }
            doomed = process;
            gone = end;
            state = NodeState.KILLED;
        }
        guard.kill(doomed);
        gone.join();
        return node + " pid " + doomed.pid() + " gone";
    }

    @Override
    public String pause() {
        return change(NodeState.RUNNING, NodeState.PAUSED, "STOP");
    }

    @Override
    public String resume() {
        return change(NodeState.PAUSED, NodeState.RUNNING, "CONT");
    }

    /** Sends the signal if the node is in the one state, and returns when the kernel says that it is in the other. */
    private String change(NodeState from, NodeState to, String signal) {
        Process target;
        synchronized (this) {
            if (state != from || process == null) {
                return node + " is " + state.name().toLowerCase(java.util.Locale.ROOT);
            }
            target = process;
        }
        Guard.signal(signal, target);
        for (int i = 0; i < STATE_POLLS_MAX; i++) {
            Optional<Character> kernelState = kernelState(target.pid());
            if (kernelState.isEmpty()) {
                return node + " pid " + target.pid() + " ended meanwhile";
            }
            if ((kernelState.get() == 'T') == (to == NodeState.PAUSED)) {
                synchronized (this) {
                    if (state == from) {
                        state = to;
                    }
                }
                return node + " pid " + target.pid() + " state " + kernelState.get();
            }
            // A signal is in force within microseconds; the state has no event to wait for.
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        throw new IllegalStateException(node + " pid " + target.pid() + " does not react to SIG" + signal);
    }

    /** The letter of /proc/PID/stat: R, S, D, T (stopped), Z; empty if there is no such process. */
    private static Optional<Character> kernelState(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name before it is in parentheses, and may contain anything.
            return Optional.of(stat.charAt(stat.lastIndexOf(')') + 2));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean running() {
        return state == NodeState.RUNNING || state == NodeState.PAUSED;
    }

    private void environment(Map<String, String> environment, NodePlan.Program program) {
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("HOME", folder.toString());
        environment.put("LANG", "C.UTF-8");
        environment.putAll(program.environment());
    }
}
