package refute.harness.world.simulation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import refute.harness.system.NodeId;
import refute.harness.world.NodeState;

/**
 * One simulated computer: clocks, a disk, a network card, and a process that may be killed, stopped and started.
 *
 * <p>What a program asks it to do later is forgotten when its process ends. Owned by the simulation's thread.
 */
public final class Machine {
    /** A process that was stopped for so long loses what comes after. */
    private static final int BACKLOG_MAX = 100_000;

    private final NodeId id;
    private final Grounds grounds;
    private final SimulatedClock clock;
    private final SimulatedDisk disk;
    private final CrashPoints crashPoints;
    private final Chance random;
    private final Deque<Task> backlog = new ArrayDeque<>();
    private final Set<Call> calls = new LinkedHashSet<>();
    private NodeState state = NodeState.KILLED;
    private @Nullable Program program;
    private long incarnation;
    private boolean acting;
    /** Until then its disk is at work. */
    private long workUntilNanos;

    /** What a machine has of the world around it. */
    interface Grounds {
        Timeline timeline();

        SimulatedNetwork network();

        List<NodeId> nodes();

        Machine machine(NodeId id);

        Program start(Machine machine) throws IOException;

        /** The process ended by itself: by this exception. */
        void crashed(Machine machine, Throwable cause);

        /** Something has happened in the process. */
        void acted(Machine machine, Program program);
    }

    Machine(
            NodeId id,
            Grounds grounds,
            SimulatedClock clock,
            SimulatedDisk disk,
            CrashPoints crashPoints,
            Chance random) {
        this.id = id;
        this.grounds = grounds;
        this.clock = clock;
        this.disk = disk;
        this.crashPoints = crashPoints;
        this.random = random;
    }

    // For programs.

    public NodeId id() {
        return id;
    }

    public List<NodeId> nodes() {
        return grounds.nodes();
    }

    /** Nanoseconds of the monotonic clock, from an origin that is fixed for the life of the process. */
    public long monotonicNanos() {
        return clock.monotonic(grounds.timeline().nowNanos());
    }

    /** Nanoseconds of the wall clock, which may be wrong and may jump. */
    public long wallNanos() {
        return clock.wall(grounds.timeline().nowNanos());
    }

    public SimulatedDisk disk() {
        return disk;
    }

    /** The program's source of chance. */
    public RandomGenerator random() {
        return random;
    }

    /** Which start this is: greater with each. */
    public long incarnation() {
        return incarnation;
    }

    /** Whether its process exists; it may be stopped. */
    public boolean isRunning() {
        return state == NodeState.RUNNING || state == NodeState.PAUSED;
    }

    /** Sends to another node. */
    public void send(NodeId to, Parcel parcel) {
        Machine receiver = grounds.machine(to);
        grounds.network().send(id, to, parcel, () -> receiver.deliver(id, parcel));
        crashPoints.pass();
        long left = workUntilNanos - grounds.timeline().nowNanos();
        if (left > 0 && crashPoints.strikesAfterWord()) {
            crashWithin(left);
        }
    }

    /** Lets the program do something after so much time by its own clock. */
    public void after(long nanos, Runnable action) {
        long digest = id.number();
        later(clock.trueNanos(Math.max(0, nanos)), new Task(incarnation, Happening.TIMER, digest, action));
    }

    /** Lets the program do something with its disk once that has got round to it. */
    public void onDisk(DiskWork work) {
        Task task = new Task(incarnation, Happening.DISK, id.number(), () -> {
            try {
                work.run();
            } catch (IOException e) {
                throw new DiskFailed(e);
            }
        });
        long latency = disk.latencyNanos();
        if (crashPoints.strikesAtWork()) {
            crashWithin(latency);
        }
        workUntilNanos = Math.max(workUntilNanos, grounds.timeline().nowNanos() + latency);
        later(latency, task);
    }

    private void crashWithin(long nanos) {
        crashAfter(crashPoints.within(nanos));
    }

    /** Lets the process end after so much time, if it still is the same one. */
    void crashAfter(long nanos) {
        later(nanos, new Task(incarnation, Happening.NODE, id.number(), () -> {
            if (!crashPoints.isCalm()) {
                throw new SuddenCrash();
            }
        }));
    }

    /** Something that a disk may refuse. */
    @FunctionalInterface
    public interface DiskWork {
        void run() throws IOException;
    }

    /** What a disk refused, and the program did not handle. */
    static final class DiskFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DiskFailed(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    // For the world.

    Grounds grounds() {
        return grounds;
    }

    NodeState state() {
        return state;
    }

    SimulatedClock clock() {
        return clock;
    }

    CrashPoints crashPoints() {
        return crashPoints;
    }

    @Nullable
    Program program() {
        return state == NodeState.RUNNING || state == NodeState.PAUSED ? program : null;
    }

    /** Starts the program; it may crash at once. */
    void start() {
        incarnation++;
        state = NodeState.RUNNING;
        disk.processStarted();
        clock.restart(grounds.timeline().nowNanos());
        note(Happening.NODE, 1);
        act(() -> program = grounds.start(this));
    }

    /** Ends the process; with the power, if so. Returns how many sectors that were not synchronised are lost. */
    int end(NodeState as, boolean powerLost) {
        note(Happening.NODE, powerLost ? 2 : 3);
        incarnation++;
        state = as;
        program = null;
        backlog.clear();
        workUntilNanos = 0;
        if (!powerLost) {
            // The operating system ends the connections; without power nobody does.
            calls.forEach(Call::broken);
        }
        calls.clear();
        if (powerLost) {
            return disk.losePower();
        }
        disk.processEnded();
        return 0;
    }

    void pause() {
        note(Happening.NODE, 4);
        state = NodeState.PAUSED;
    }

    void resume() {
        note(Happening.NODE, 5);
        state = NodeState.RUNNING;
        // As many as there are now: what they cause comes later.
        for (int left = backlog.size(); left > 0 && state == NodeState.RUNNING; left--) {
            backlog.removeFirst().happen();
        }
    }

    private void deliver(NodeId from, Parcel parcel) {
        if (state == NodeState.KILLED || state == NodeState.EXITED) {
            note(Happening.LOST, parcel.digest());
            return;
        }
        new Task(
                        incarnation,
                        Happening.DELIVERED,
                        parcel.digest(),
                        () -> running().receive(from, parcel.content()))
                .happen();
    }

    /** A client's request has come. */
    void deliver(Call call) {
        if (state == NodeState.KILLED || state == NodeState.EXITED) {
            call.refused();
            return;
        }
        calls.add(call);
        Parcel request = call.request();
        new Task(
                        incarnation,
                        Happening.DELIVERED,
                        request.digest(),
                        () -> running().request(request.content(), reply -> {
                            if (calls.remove(call)) {
                                call.replied(reply);
                            }
                        }))
                .happen();
    }

    private Program running() {
        Program present = program;
        if (present == null) {
            throw new IllegalStateException("no program runs on " + id);
        }
        return present;
    }

    private void later(long nanos, Task task) {
        grounds.timeline().add(grounds.timeline().nowNanos() + nanos, task);
    }

    private void act(Machine.DiskWork action) {
        if (acting) {
            throw new IllegalStateException("a program of " + id + " was called within a call");
        }
        acting = true;
        long begun = incarnation;
        try {
            action.run();
            Program present = program;
            if (present != null && incarnation == begun) {
                grounds.acted(this, present);
            }
        } catch (Exception | StackOverflowError | AssertionError | SuddenCrash e) {
            grounds.crashed(this, e);
        } finally {
            acting = false;
        }
    }

    private void note(Happening what, long digest) {
        grounds.timeline().note(what, id.number(), digest * 64 + id.number());
    }

    /** Something that the process does, if it still is the same one when its time has come. */
    private final class Task implements Action {
        private final long its;
        private final Happening what;
        private final long digest;
        private final Runnable action;

        Task(long its, Happening what, long digest, Runnable action) {
            this.its = its;
            this.what = what;
            this.digest = digest;
            this.action = action;
        }

        @Override
        public void happen() {
            if (its != incarnation) {
                return;
            }
            if (state == NodeState.PAUSED) {
                if (backlog.size() < BACKLOG_MAX) {
                    backlog.addLast(this);
                }
                return;
            }
            note(what, digest);
            act(action::run);
        }
    }
}
