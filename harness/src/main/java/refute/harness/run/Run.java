package refute.harness.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Checkers;
import refute.harness.check.Evidence;
import refute.harness.check.StandardCheckers;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.Schedule;
import refute.harness.history.History;
import refute.harness.history.RecordingFailed;
import refute.harness.system.NodeId;
import refute.harness.system.SystemInstance;
import refute.harness.workload.WorkloadPlan;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.simulation.SimulatedCluster;

/**
 * One execution of a scenario. {@link #execute} is called once, by one thread; {@link #stop} by any, as a shutdown hook does.
 */
public final class Run {
    /** How often a listener hears of progress. */
    public static final int PROGRESS_MILLIS = 250;
    /** How long operations that are open when the run is stopped may take to end. */
    static final Duration STOP_GRACE = Duration.ofSeconds(1);

    private final Scenario scenario;
    private final Schedule schedule;
    private final FaultInjector injector;
    private final List<Checker> traceCheckers;
    private final Recording recording;
    private final CourseLog course;
    private final RunListener listener;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger stops = new AtomicInteger();
    private final AtomicBoolean executed = new AtomicBoolean();
    /** Held while a thread is interrupted by {@link #stop}, so that it is done with what it is interrupted for. */
    private final Object interruption = new Object();

    private volatile @Nullable Living live;
    private volatile @Nullable Thread deploying;
    private volatile @Nullable Thread executing;

    Run(
            Scenario scenario,
            Schedule schedule,
            FaultInjector injector,
            List<Checker> traceCheckers,
            Recording recording,
            RunListener listener) {
        this.scenario = scenario;
        this.schedule = schedule;
        this.injector = injector;
        this.traceCheckers = traceCheckers;
        this.recording = recording;
        this.course = new CourseLog();
        this.listener = new CarefulListener(listener, course);
    }

    public Scenario scenario() {
        return scenario;
    }

    /** What is going to happen when. */
    public Schedule schedule() {
        return schedule;
    }

    /**
     * Sets up, runs, heals, waits, reads, tears down and judges. When it returns or throws, nothing that it started is left,
     * but for what the notes of the course name.
     *
     * @throws refute.harness.BadInput if the system cannot be started as it is described
     * @throws InterruptedException if the thread is interrupted, or the run is told a second time to stop
     */
    public RunResult execute() throws InterruptedException {
        if (!executed.compareAndSet(false, true)) {
            throw new IllegalStateException("a run is executed once");
        }
        executing = Thread.currentThread();
        try {
            listener.scheduled(schedule);
            recording.faults(schedule, List.of());
            return executeOnce();
        } finally {
            synchronized (interruption) {
                executing = null;
                if (stops.get() > 1) {
                    // Ours, and heard: not for whoever uses the thread next.
                    Thread.interrupted();
                }
            }
            course.end();
            ended.countDown();
        }
    }

    /**
     * Ends the run early: asks for no more operations, heals, stops what was started, and judges what was recorded. Told a
     * second time, it leaves at once, without judging.
     */
    public void stop() {
        int told = stops.incrementAndGet();
        stopping.countDown();
        Living running = live;
        if (running != null) {
            running.stop();
        }
        synchronized (interruption) {
            Thread interrupted = told > 1 ? executing : deploying;
            if (interrupted != null) {
                interrupted.interrupt();
            }
        }
    }

    /** Waits until {@link #execute} has ended; whether it has. */
    public boolean awaitEnd(Duration within) throws InterruptedException {
        return ended.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    private RunResult executeOnce() throws InterruptedException {
        Subject subject = scenario.subject();
        Findings findings = Findings.none("");
        try (recording;
                SystemInstance system = subject.system()
                        .prepare(subject.options(), subject.world().name())) {
            Cluster cluster = deploy(system);
            findings = cluster == null ? Findings.none(system.version()) : live(system, cluster);
            findings = findings.with(system.trace(recording.folder())).kept(recording);
            recording.faults(schedule, findings.faults());
        } catch (RecordingFailed e) {
            // The disk is full, or gone; met when the recording was closed. What is in it is judged.
            course.fail(e);
        }
        leaveIfTold();
        RunResult result = judge(findings);
        leaveIfTold();
        return result;
    }

    /** Tearing down and judging go on when the thread is interrupted, each to a good end; here is where it is heard. */
    private void leaveIfTold() throws InterruptedException {
        if (Thread.interrupted() || stops.get() > 1) {
            throw new InterruptedException("the run was told to leave at once");
        }
    }

    private @Nullable Cluster deploy(SystemInstance system) throws InterruptedException {
        begin(RunPhase.DEPLOY);
        Subject subject = scenario.subject();
        deploying = Thread.currentThread();
        try {
            if (stopping.getCount() == 0) {
                return null;
            }
            return subject.world()
                    .deploy(new Deployment(
                            recording.runId(),
                            system,
                            NodeId.first(subject.nodes()),
                            recording.folder(),
                            scenario.seed().substream("world"),
                            scenario.limits().readyWithin(),
                            scenario.limits().operationTimeout(),
                            scenario.load().reads(),
                            scenario.load().workload().hardship()));
        } catch (InterruptedException e) {
            if (stops.get() != 1) {
                throw e;
            }
            return null;
        } catch (RuntimeException e) {
            if (stops.get() == 0) {
                throw e;
            }
            // It was interrupted, and some library hides that.
            course.note("it was told to stop while it was being set up, which then failed: " + Causes.messages(e));
            return null;
        } finally {
            synchronized (interruption) {
                deploying = null;
                if (stops.get() == 1) {
                    // The interruption was for the deployment alone.
                    Thread.interrupted();
                }
            }
        }
    }

    private Findings live(SystemInstance system, Cluster cluster) throws InterruptedException {
        try (cluster) {
            Living running = cluster instanceof SimulatedCluster simulated
                    ? new SimulatedLive(scenario, schedule, injector, simulated, recording)
                    : new Live(scenario, schedule, injector, system, cluster, recording);
            live = running;
            if (stopping.getCount() == 0) {
                running.stop();
            }
            try {
                return running.run(this::begin, listener, course);
            } finally {
                live = null;
            }
        }
    }

    private RunResult judge(Findings findings) {
        begin(RunPhase.JUDGE);
        History history = History.empty();
        try {
            history = recording.history();
        } catch (RuntimeException e) {
            course.fail(new HarnessFailure("what was recorded cannot be read", e));
        }
        Evidence evidence = new Evidence(history, findings.faults(), findings.nodes(), findings.trace());
        List<Checker> checkers = new ArrayList<>(scenario.load().workload().checkers(plan(scenario)));
        checkers.addAll(scenario.subject().options().trace() ? traceCheckers : List.of());
        checkers.addAll(StandardCheckers.all(
                scenario.limits().acknowledgedMin(), schedule.faults().size()));
        List<CheckResult> checks = new ArrayList<>(
                Checkers.judge(checkers, evidence, scenario.limits().budget(), listener::judged));
        checks.addAll(findings.checks());
        course.end();
        return new RunResult(scenario, findings.version(), schedule, evidence, checks, course.course(stops.get() > 0));
    }

    private void begin(RunPhase phase) {
        course.begin(phase);
        listener.phase(phase);
    }

    static WorkloadPlan plan(Scenario scenario) {
        Load load = scenario.load();
        return new WorkloadPlan(
                scenario.seed().substream("workload"),
                load.workers(),
                load.keys(),
                scenario.subject().nodes(),
                load.reads());
    }

    /** Version of a system, as it is known so far. */
    static String version(Cluster cluster, SystemInstance system) {
        return cluster.nodes().stream()
                .findFirst()
                .flatMap(cluster::status)
                .map(status -> status.version())
                .or(() -> Optional.of(system.version()))
                .get();
    }
}
