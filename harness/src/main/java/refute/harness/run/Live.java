package refute.harness.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import refute.harness.check.NodeReport;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.Schedule;
import refute.harness.generator.Generator;
import refute.harness.history.ProcessId;
import refute.harness.system.Client;
import refute.harness.system.NodeId;
import refute.harness.system.SystemInstance;
import refute.harness.workload.WorkloadPlan;
import refute.harness.world.Cluster;
import refute.harness.world.NodeState;

/** The part of a run in which the system is up: from the first operation until every thread has ended. */
final class Live implements Living {
    private static final Duration THREADS_END_WITHIN = Duration.ofSeconds(2);
    private static final Duration NEMESIS_ENDS_WITHIN = Duration.ofSeconds(60);

    private final Scenario scenario;
    private final SystemInstance system;
    private final Cluster cluster;
    private final Threads threads = new Threads();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final long originNanos = System.nanoTime();
    private final Interpreter interpreter;
    private final NemesisWorker nemesis;
    private final Sightings sightings;
    private volatile Consumer<String> nemesisListener = event -> {};

    Live(
            Scenario scenario,
            Schedule schedule,
            FaultInjector injector,
            SystemInstance system,
            Cluster cluster,
            Recording recording) {
        this.scenario = scenario;
        this.system = system;
        this.cluster = cluster;
        this.interpreter = new Interpreter(
                this::clock,
                recording,
                scenario.limits().operationTimeout(),
                scenario.seed().substream("generator"),
                scenario.load().workers(),
                this::start);
        this.sightings = new Sightings(cluster, this::clock);
        this.nemesis = new NemesisWorker(
                schedule, injector, cluster, interpreter, this::clock, event -> nemesisListener.accept(event));
    }

    @Override
    public void stop() {
        stopping.countDown();
        nemesis.stop();
        interpreter.stop(Run.STOP_GRACE);
    }

    @Override
    public Findings run(Consumer<RunPhase> begin, RunListener listener, CourseLog course) throws InterruptedException {
        nemesisListener = listener::nemesis;
        String version = Run.version(cluster, system);
        List<InjectedFault> faults = List.of();
        Map<NodeId, Long> answered = Map.of();
        try {
            begin.accept(RunPhase.MAIN);
            threads.start("progress", () -> reportProgress(listener, course));
            threads.start("nemesis", nemesis);
            cluster.nodes().forEach(node -> threads.start("sight of " + node, () -> watch(node)));
            main(course);
            faults = heal(course);
            begin.accept(RunPhase.RECOVER);
            answered = recover(course);
            begin.accept(RunPhase.FINAL);
            finish(course);
        } finally {
            begin.accept(RunPhase.CLOSE);
            close(course);
        }
        return new Findings(
                version,
                faults,
                reports(answered),
                List.of(sightings.result()),
                OptionalLong.of(originNanos),
                Optional.empty());
    }

    private void main(CourseLog course) throws InterruptedException {
        Generator operations = scenario.load()
                .workload()
                .operations(plan())
                .rate(scenario.load().ratePerSecond());
        try {
            interpreter.interpret(operations, scenario.load().timeLimit());
        } catch (HarnessFailure e) {
            course.fail(e);
        } finally {
            nemesis.stop();
        }
    }

    /** What the injector should have done already is made sure of: whatever failed before, the system is whole now. */
    private List<InjectedFault> heal(CourseLog course) throws InterruptedException {
        try {
            List<InjectedFault> faults = nemesis.await(NEMESIS_ENDS_WITHIN.toNanos());
            interpreter.failure().ifPresent(course::fail);
            return faults;
        } catch (HarnessFailure e) {
            course.fail(e);
            return List.of();
        } finally {
            cluster.network().liftAll();
            for (NodeId node : cluster.nodes()) {
                NodeState state = cluster.state(node);
                if (state == NodeState.PAUSED) {
                    cluster.resume(node);
                } else if (state == NodeState.KILLED) {
                    cluster.start(node);
                }
            }
        }
    }

    private Map<NodeId, Long> recover(CourseLog course) throws InterruptedException {
        if (course.failed()) {
            return Map.of();
        }
        return new Recovery(cluster, threads, stopping).await(scenario.limits().recoverWithin(), interpreter);
    }

    private void finish(CourseLog course) throws InterruptedException {
        if (course.failed() || stopping.getCount() == 0) {
            return;
        }
        try {
            Duration within = scenario.limits().recoverWithin();
            boolean all = interpreter.interpret(scenario.load().workload().finalOperations(plan()), within);
            if (!all && stopping.getCount() > 0) {
                course.note("the final operations were cut off after " + within.toSeconds() + " s");
            }
        } catch (HarnessFailure e) {
            course.fail(e);
        }
    }

    private void close(CourseLog course) {
        closing.countDown();
        nemesis.stop();
        interpreter.close();
        for (String name : threads.close(THREADS_END_WITHIN)) {
            course.note(name + " does not end: its client does not return, not even when it is interrupted");
        }
        interpreter.notes().forEach(course::note);
    }

    private List<NodeReport> reports(Map<NodeId, Long> answered) {
        return reports(cluster, answered.keySet());
    }

    /** What the nodes left, with who answered at the end. */
    static List<NodeReport> reports(Cluster cluster, Set<NodeId> answered) {
        List<NodeReport> reports = new ArrayList<>();
        for (NodeReport report : cluster.reports()) {
            reports.add(new NodeReport(
                    report.node(),
                    answered.contains(report.node()),
                    report.exits(),
                    report.logFiles(),
                    report.alarms()));
        }
        return reports;
    }

    private ClientProcess start(ProcessId id) {
        int worker = id.number() % scenario.load().workers();
        NodeId node = cluster.nodes().get(worker % cluster.nodes().size());
        ClientProcess process = new ClientProcess(interpreter, id, worker, () -> open(node));
        threads.start("process " + id, process);
        return process;
    }

    private Client open(NodeId node) {
        return scenario.load().workload().open(system, cluster.connection(node));
    }

    private void watch(NodeId node) {
        try {
            do {
                sightings.look(node);
            } while (!closing.await(Sightings.EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            interpreter.note("looking at " + node + " failed: " + Causes.describe(e));
        }
    }

    private void reportProgress(RunListener listener, CourseLog course) {
        long before = 0;
        long beforeNanos = clock();
        try {
            while (!closing.await(Run.PROGRESS_MILLIS, TimeUnit.MILLISECONDS)) {
                Progress.Counts counts = interpreter.counts();
                long now = clock();
                double perSecond = (counts.completed() - before) * 1e9 / Math.max(1, now - beforeNanos);
                listener.progress(new Progress(course.phase(), now, perSecond, counts, nemesis.inForce()));
                before = counts.completed();
                beforeNanos = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WorkloadPlan plan() {
        return Run.plan(scenario);
    }

    private long clock() {
        return System.nanoTime() - originNanos;
    }
}
