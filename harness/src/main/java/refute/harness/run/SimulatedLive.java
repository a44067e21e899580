package refute.harness.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import refute.harness.check.CheckResult;
import refute.harness.check.NodeReport;
import refute.harness.check.RecoveryChecker;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.Schedule;
import refute.harness.generator.Generator;
import refute.harness.history.EntryKind;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;
import refute.harness.system.Client;
import refute.harness.system.NodeId;
import refute.harness.system.SystemInstance;
import refute.harness.world.NodeState;
import refute.harness.world.simulation.SimulatedCluster;
import refute.harness.world.simulation.Timeline;

/**
 * The part of a simulated run in which the system is up: the same phases as of {@link Live}, in virtual time and one thread.
 *
 * <p>After everything was healed comes liveness: chance is quiet, every node that is not excused must serve, and an operation
 * that was invoked after the heal must be acknowledged, all within the scenario's bound. A finding of the world (an invariant that
 * does not hold, a crash) ends the run at once.
 */
final class SimulatedLive implements Living {
    /** How long nodes have to agree, once nothing is asked any more. */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private static final int LOOK_EVERY = 4096;
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** Hundreds of times what a busy system of seven nodes does in a second, besides its clients. */
    private static final long STORM_EVENTS = 300_000;
    /** A client that is answered within a millisecond, at twenty events an operation. */
    private static final long STORM_EVENTS_OF_WORKER = 20_000;

    private final Scenario scenario;
    private final SimulatedCluster cluster;
    private final Timeline timeline;
    private final SystemInstance system;
    private final SimulatedInterpreter interpreter;
    private final FaultsInForce faults;
    private final Sightings sightings;
    private volatile boolean stopping;
    private boolean healed;
    /** When the present second of simulated time began, and how many events there had been. */
    private long secondNanos;

    private long secondEvents;
    private Consumer<String> nemesisListener = event -> {};

    SimulatedLive(
            Scenario scenario,
            Schedule schedule,
            FaultInjector injector,
            SimulatedCluster cluster,
            Recording recording) {
        this.scenario = scenario;
        this.cluster = cluster;
        this.timeline = cluster.timeline();
        this.system = cluster.system();
        this.interpreter = new SimulatedInterpreter(
                timeline,
                recording,
                scenario.limits().operationTimeout(),
                scenario.seed().substream("generator"),
                scenario.load().workers(),
                this::open);
        this.faults = new FaultsInForce(
                injector, cluster, interpreter, interpreter::nowNanos, event -> nemesisListener.accept(event));
        this.sightings = new Sightings(cluster, interpreter::nowNanos);
        Moment.of(schedule).forEach(moment -> timeline.after(moment.nanos(), () -> happen(moment)));
    }

    @Override
    public void stop() {
        stopping = true;
    }

    @Override
    public Findings run(Consumer<RunPhase> begin, RunListener listener, CourseLog course) {
        nemesisListener = listener::nemesis;
        SequencedMap<NodeId, Long> answered = new TreeMap<>();
        List<InjectedFault> injected;
        try {
            begin.accept(RunPhase.MAIN);
            sight();
            interpreter.begin(operations(), scenario.load().timeLimit());
            pass(interpreter::isDone, Long.MAX_VALUE);
            injected = heal();
            begin.accept(RunPhase.RECOVER);
            recover(answered);
            begin.accept(RunPhase.FINAL);
            finish(course);
        } catch (HarnessFailure e) {
            course.fail(e);
            injected = faults.injected();
        } finally {
            begin.accept(RunPhase.CLOSE);
            interpreter.close();
            interpreter.failure().ifPresent(course::fail);
        }
        List<NodeReport> reports = Live.reports(cluster, answered.keySet());
        return new Findings(
                Run.version(cluster, system),
                injected,
                reports,
                List.of(summary(), sightings.result()),
                OptionalLong.of(interpreter.originNanos()),
                Optional.empty());
    }

    /** Looks at all nodes, now and then. */
    private void sight() {
        cluster.nodes().forEach(sightings::look);
        timeline.after(Sightings.EVERY_MILLIS * 1_000_000, this::sight);
    }

    private void happen(Moment moment) {
        if (healed) {
            return;
        }
        try {
            if (moment.begins()) {
                faults.inject(moment.fault());
            } else {
                faults.heal(moment.fault().id());
            }
        } catch (HarnessFailure e) {
            interpreter.fail(e);
        }
    }

    private List<InjectedFault> heal() {
        healed = true;
        faults.healAll();
        cluster.calm();
        cluster.network().liftAll();
        for (NodeId node : cluster.nodes()) {
            NodeState state = cluster.state(node);
            if (state == NodeState.PAUSED) {
                cluster.resume(node);
            } else if (state == NodeState.KILLED) {
                cluster.start(node);
            }
        }
        return faults.injected();
    }

    /** Every node serves again, and somebody is acknowledged; the present generator goes on for that. */
    private void recover(SequencedMap<NodeId, Long> answered) {
        if (isOver()) {
            return;
        }
        long begun = interpreter.nowNanos();
        long until = timeline.nowNanos() + scenario.limits().recoverWithin().toNanos();
        interpreter.nemesis(
                EntryKind.INVOKE,
                RecoveryChecker.RECOVER,
                Value.of(cluster.nodes().size()));
        interpreter.watchProgress();
        interpreter.goOn(scenario.limits().recoverWithin());
        // Wishes of an operator that were still on their way may undo it a moment later, and are put right again.
        boolean recovered = pass(
                () -> {
                    noteAnswers(answered, begun);
                    return (interpreter.hasProgressed() || interpreter.isExhausted())
                            && allAnswered(answered)
                            && cluster.isWhole();
                },
                until);
        interpreter.stop();
        pass(interpreter::isDone, Long.MAX_VALUE);
        if (isOver()) {
            return;
        }
        if (!recovered && !interpreter.hasProgressed() && !interpreter.isExhausted()) {
            foundLate("nothing was acknowledged");
        } else if (!recovered && !cluster.isWhole()) {
            foundLate("what an operator had changed could not be put right");
        }
        interpreter.nemesis(EntryKind.INFO, RecoveryChecker.RECOVER, times(answered));
    }

    private void foundLate(String what) {
        cluster.found(
                cluster.nodes().getFirst(),
                "liveness: " + what + " within "
                        + scenario.limits().recoverWithin().toSeconds() + " s after everything was healed");
    }

    private void noteAnswers(Map<NodeId, Long> answered, long begun) {
        for (NodeId node : cluster.nodes()) {
            if (!answered.containsKey(node) && cluster.answers(node)) {
                answered.put(node, interpreter.nowNanos() - begun);
            }
        }
    }

    private boolean allAnswered(Map<NodeId, Long> answered) {
        return cluster.nodes().stream().allMatch(node -> answered.containsKey(node) || cluster.isExcused(node));
    }

    private Value times(Map<NodeId, Long> answered) {
        SequencedMap<Value, Value> times = new LinkedHashMap<>();
        for (NodeId node : cluster.nodes()) {
            Long nanos = answered.get(node);
            Value excused = cluster.isExcused(node) ? RecoveryChecker.EXCUSED : Value.NIL;
            times.put(Value.of(node.toString()), nanos == null ? excused : Value.of(nanos));
        }
        return new Value.Dict(times);
    }

    private void finish(CourseLog course) {
        if (isOver()) {
            return;
        }
        Duration within = scenario.limits().recoverWithin();
        interpreter.begin(scenario.load().workload().finalOperations(Run.plan(scenario)), within);
        pass(interpreter::isDone, Long.MAX_VALUE);
        if (!interpreter.isExhausted() && !isOver()) {
            course.note("the final operations were cut off after " + within.toSeconds() + " s of simulated time");
        }
        cluster.rest();
        pass(() -> false, timeline.nowNanos() + SETTLE.toNanos());
        if (!isOver()) {
            cluster.settled();
        }
        if (!isOver()) {
            new CutOff(cluster, scenario.seed().substream("cut-off"))
                    .run(time -> pass(() -> false, timeline.nowNanos() + time.toNanos()));
        }
    }

    /** Lets time pass until that is so, at most until then, or until there is a reason to end; whether it came to be so. */
    private boolean pass(BooleanSupplier until, long atMostNanos) {
        long steps = 0;
        while (!until.getAsBoolean()) {
            boolean ends = cluster.hasFindings()
                    || interpreter.failure().isPresent()
                    || timeline.nextNanos() > atMostNanos
                    || (++steps % LOOK_EVERY == 0 && isToEnd())
                    || !timeline.step();
            if (ends) {
                return false;
            }
        }
        return true;
    }

    private boolean isToEnd() {
        return stopping || storms();
    }

    /** A system whose messages beget messages would fill the memory before a second has passed: a finding, and a bound. */
    private boolean storms() {
        if (timeline.nowNanos() - secondNanos >= SECOND_NANOS) {
            secondNanos = timeline.nowNanos();
            secondEvents = timeline.events();
            return false;
        }
        long most = STORM_EVENTS + STORM_EVENTS_OF_WORKER * scenario.load().workers();
        if (timeline.events() - secondEvents <= most) {
            return false;
        }
        cluster.found(
                cluster.nodes().getFirst(), "storm: more than " + most + " events within a second of simulated time");
        return true;
    }

    private boolean isOver() {
        return stopping || cluster.hasFindings() || interpreter.failure().isPresent();
    }

    /** What the world has to say of itself, so that it stands in the record: the hash above all. */
    private CheckResult summary() {
        SequencedMap<Value, Value> accidents = new LinkedHashMap<>();
        cluster.accidents().forEach((what, count) -> accidents.put(Value.of(what), Value.of(count)));
        String hash = String.format(java.util.Locale.ROOT, "%016x", timeline.hash());
        return CheckResult.valid(
                        Simulated.CHECKER,
                        timeline.events() + " events in " + timeline.nowNanos() / 1_000_000
                                + " ms of simulated time; hash " + hash + "; "
                                + String.join(", ", cluster.hazards().words()))
                .with(Simulated.HASH, Value.of(hash))
                .with(Simulated.EVENTS, Value.of(timeline.events()))
                .with(Simulated.NANOS, Value.of(timeline.nowNanos()))
                .with(Simulated.ACCIDENTS, new Value.Dict(accidents));
    }

    private Client open(ProcessId id) {
        int worker = id.number() % scenario.load().workers();
        NodeId node = cluster.nodes().get(worker % cluster.nodes().size());
        return scenario.load().workload().open(system, cluster.connection(node));
    }

    private Generator operations() {
        return scenario.load()
                .workload()
                .operations(Run.plan(scenario))
                .rate(scenario.load().ratePerSecond());
    }
}
