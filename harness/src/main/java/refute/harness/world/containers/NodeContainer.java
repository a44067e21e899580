package refute.harness.world.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import com.github.dockerjava.api.model.WaitResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerLaunchException;
import refute.harness.BadInput;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.world.NodeState;
import refute.harness.world.node.Node;
import refute.harness.world.node.NodeLog;

/**
 * One node: a container in its pod's network, and a volume that outlives it. Faults come from one thread; what it tells may be
 * asked from any.
 */
final class NodeContainer implements Node {
    private static final int KILLED_BY_SIGKILL = 128 + 9;
    private static final long GONE_WITHIN_SECONDS = 10;
    private static final long ATTACHED_WITHIN_SECONDS = 10;

    private final Pod pod;
    private final Tag tag;
    private final Path folder;
    private final List<NodeLog> logs = new ArrayList<>();
    private final List<Integer> exits = new ArrayList<>();
    private String container = "";
    private @Nullable Bare bare;
    private NodePlan.@Nullable Program created;
    private NodeState state = NodeState.KILLED;
    /** Numbers its processes, so that a late word of a former one's end is not taken for the present one's. */
    private int starts;
    /** Completed with the exit code when the end of the present process has been taken note of. */
    private CompletableFuture<Integer> end = CompletableFuture.completedFuture(0);

    /** @param folder for its logs, which exists */
    NodeContainer(Pod pod, Tag tag, Path folder) {
        this.pod = pod;
        this.tag = tag;
        this.folder = folder;
    }

    @Override
    public NodeId id() {
        return pod.node();
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

    private boolean running() {
        return state == NodeState.RUNNING || state == NodeState.PAUSED;
    }

    /**
     * Starts it on the data it left.
     *
     * @throws BadInput if the image or the program in it cannot be started
     */
    synchronized String start(NodePlan.Program plan) {
        if (running()) {
            return id() + " runs already";
        }
        try {
            if (plan.equals(created)) {
                attach(container);
                Docker.client().startContainerCmd(container).exec();
            } else {
                create(plan);
            }
        } catch (ContainerLaunchException | DockerException e) {
            throw new BadInput(
                    "node " + id() + " (" + plan.binary() + " in image " + plan.image() + ")",
                    "cannot be started: " + reason(e),
                    "");
        }
        state = NodeState.RUNNING;
        CompletableFuture<Integer> present = new CompletableFuture<>();
        end = present;
        Docker.client().waitContainerCmd(container).exec(new End(++starts, present));
        return id() + " started in container " + name();
    }

    private void create(NodePlan.Program plan) {
        if (created != null) {
            Docker.client().removeContainerCmd(container).withForce(true).exec();
            created = null;
        }
        Bare next = new Bare(plan.image(), tag, name(), this::attach, command -> settle(command, plan));
        next.withNetworkMode("container:" + pod.container());
        next.withEnv(plan.environment());
        next.start();
        bare = next;
        container = next.getContainerId();
        created = plan;
    }

    private void settle(CreateContainerCmd command, NodePlan.Program plan) {
        command.withEntrypoint(plan.binary()).withCmd(plan.arguments());
        Bare.hostConfig(command)
                .withMounts(List.of(new Mount()
                        .withType(MountType.VOLUME)
                        .withSource(name())
                        .withTarget(PodTopology.VOLUME)
                        .withVolumeOptions(new VolumeOptions().withLabels(tag.labels()))));
    }

    /** Before it is started, so that not a line is missed. */
    private void attach(String id) {
        NodeLog log = NodeLog.in(folder.resolve("log-" + (logs.size() + 1) + ".txt"));
        logs.add(log);
        try {
            boolean attached = Docker.client()
                    .attachContainerCmd(id)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(new Output(log))
                    .awaitStarted(ATTACHED_WITHIN_SECONDS, TimeUnit.SECONDS);
            if (!attached) {
                throw new IllegalStateException("the container engine does not give the output of " + name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name() + " was being started", e);
        }
    }

    private String name() {
        return tag.network() + "-" + id();
    }

    /** What ended when nobody had killed it is told as its own end. */
    private synchronized void ended(int start, int code) {
        if (start == starts) {
            if (running() || code != KILLED_BY_SIGKILL) {
                exits.add(code);
            }
            state = running() ? NodeState.EXITED : state;
        }
    }

    /** Says that what happens from now on is the harness's doing. */
    synchronized void abandon() {
        starts++;
        state = running() ? NodeState.KILLED : state;
    }

    @Override
    public String kill() {
        CompletableFuture<Integer> gone;
        synchronized (this) {
            if (!running()) {
                return id() + " does not run";
            }
            state = NodeState.KILLED;
            gone = end;
        }
        try {
            Docker.client().killContainerCmd(container).withSignal("KILL").exec();
        } catch (ConflictException e) {
            // It has just ended by itself.
        }
        return id() + " container " + name() + " gone, exit code " + await(gone);
    }

    private int await(CompletableFuture<Integer> gone) {
        try {
            return gone.get(GONE_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name() + " was being killed", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("container " + name() + " does not go after SIGKILL", e);
        }
    }

    /** Whether it writes files that are to be brought out of it. */
    synchronized boolean hasEvidence() {
        return created != null && !created.evidence().isEmpty();
    }

    /**
     * Copies its evidence into its folder; what it has not written is left out. To be called when no node runs any more, so that each file has all
     * that led to what is in the others.
     */
    synchronized void bringEvidence() {
        NodePlan.Program plan = created;
        Bare from = bare;
        if (plan == null || from == null) {
            return;
        }
        for (String file : plan.evidence()) {
            Path to = folder.resolve(file.substring(file.lastIndexOf('/') + 1));
            try {
                from.copyFileFromContainer(file, to.toString());
            } catch (NotFoundException e) {
                // It ended before it wrote a word.
            }
        }
    }

    @Override
    public String pause() {
        return change(NodeState.RUNNING, NodeState.PAUSED);
    }

    @Override
    public String resume() {
        return change(NodeState.PAUSED, NodeState.RUNNING);
    }

    private String change(NodeState from, NodeState to) {
        synchronized (this) {
            if (state != from) {
                return id() + " is " + state.name().toLowerCase(Locale.ROOT);
            }
        }
        DockerClient docker = Docker.client();
        try {
            if (to == NodeState.PAUSED) {
                docker.pauseContainerCmd(container).exec();
            } else {
                docker.unpauseContainerCmd(container).exec();
            }
        } catch (ConflictException | NotModifiedException e) {
            return id() + " container " + name() + " ended meanwhile";
        }
        boolean paused = Boolean.TRUE.equals(
                docker.inspectContainerCmd(container).exec().getState().getPaused());
        if (paused != (to == NodeState.PAUSED)) {
            throw new IllegalStateException("container " + name() + " is not " + to);
        }
        synchronized (this) {
            if (state == from) {
                state = to;
            }
        }
        return id() + " container " + name() + (paused ? " paused" : " runs again");
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        for (int depth = 0; depth < 20 && deepest.getCause() != null; depth++) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).strip();
    }

    /** Copies what a process prints. */
    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final NodeLog log;

        Output(NodeLog log) {
            this.log = log;
        }

        @Override
        public void onNext(Frame frame) {
            log.append(frame.getPayload(), frame.getPayload().length);
        }

        @Override
        public void onComplete() {
            super.onComplete();
            log.end();
        }

        @Override
        public void onError(Throwable failure) {
            // The stream breaks when the container is removed.
            log.end();
            onComplete();
        }
    }

    /** Takes note of a process's end. */
    private final class End extends ResultCallback.Adapter<WaitResponse> {
        private final int start;
        private final CompletableFuture<Integer> told;

        End(int start, CompletableFuture<Integer> told) {
            this.start = start;
            this.told = told;
        }

        @Override
        public void onNext(WaitResponse response) {
            ended(start, response.getStatusCode());
            told.complete(response.getStatusCode());
        }

        @Override
        public void onError(Throwable failure) {
            told.completeExceptionally(failure);
            onComplete();
        }
    }
}
