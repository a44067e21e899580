package refute.harness.run;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import refute.harness.BadInput;
import refute.harness.fault.Fault;
import refute.harness.fault.Nemesis;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.system.Capability;
import refute.harness.system.Mutant;
import refute.harness.workload.Workload;

/** Refuses a scenario that cannot be run, before anything starts, with all that is wrong with it. */
final class ScenarioCheck {
    static final int WORKERS_MAX = 10_000;

    private final Scenario scenario;
    private final BadInput.Collector problems = new BadInput.Collector();

    private ScenarioCheck(Scenario scenario) {
        this.scenario = scenario;
    }

    /** @throws BadInput with all problems */
    static void check(Scenario scenario) {
        ScenarioCheck check = new ScenarioCheck(scenario);
        check.subject();
        check.load();
        check.limits();
        check.trouble();
        check.problems.throwIfAny();
    }

    private void subject() {
        Subject subject = scenario.subject();
        String system = subject.system().name();
        String world = subject.world().name();
        if (subject.nodes() < 1 || subject.nodes() > Subject.NODES_MAX) {
            problems.add("nodes", subject.nodes() + " nodes", "1 to " + Subject.NODES_MAX);
        } else if (subject.nodes() > subject.system().nodesMax()) {
            problems.add(
                    "nodes",
                    subject.nodes() + " nodes",
                    system + " has at most " + subject.system().nodesMax());
        }
        if (!subject.system().worlds().contains(world)) {
            problems.add(
                    "world",
                    system + " does not run in world " + world,
                    "it runs in " + String.join(", ", subject.system().worlds()));
        } else {
            subject.world().lacks().ifPresent(lacks -> problems.add("world " + world, lacks));
        }
        subject.options().mutant().ifPresent(mutant -> {
            List<String> known =
                    subject.system().mutants().stream().map(Mutant::id).toList();
            if (!known.contains(mutant)) {
                problems.add(
                        "mutant",
                        system + " has no mutant " + mutant,
                        known.isEmpty() ? "it has none" : "it has " + String.join(", ", known));
            }
        });
        if (subject.options().trace() && subject.system().traceSpec().isEmpty()) {
            problems.add("trace", system + " records no traces", "leave it out");
        }
        Class<?> contract = scenario.load().workload().contract();
        if (!subject.system().contracts().contains(contract)) {
            problems.add(
                    "workload",
                    system + " does not implement " + contract.getSimpleName() + ", which workload "
                            + scenario.load().workload().name() + " needs",
                    "it implements "
                            + subject.system().contracts().stream()
                                    .map(Class::getSimpleName)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
    }

    private void load() {
        Load load = scenario.load();
        hardship(load.workload());
        if (load.workers() < 1 || load.workers() > WORKERS_MAX) {
            problems.add("concurrency", load.workers() + " processes", "1 to " + WORKERS_MAX);
        }
        if (load.keys() < 1) {
            problems.add("keys", load.keys() + " keys", "at least 1");
        }
        if (!(load.ratePerSecond() >= 0) || Double.isInfinite(load.ratePerSecond())) {
            problems.add("rate", load.ratePerSecond() + " operations a second", "0 is as fast as it goes");
        }
        positive("time limit", load.timeLimit());
    }

    private void hardship(Workload workload) {
        Subject subject = scenario.subject();
        String where = "workload " + workload.name();
        switch (workload.hardship()) {
            case USUAL -> {}
            case KILL -> capable(where, Set.of(Capability.KILLABLE), "try another workload");
            case POWER -> capable(where, Set.of(Capability.POWER_CUTTABLE), "try --world simulation");
            case DISK -> {
                if (!subject.system().capabilities().contains(Capability.DISK_FAULTABLE)) {
                    problems.add(
                            where,
                            "it needs that " + Capability.DISK_FAULTABLE.meaning() + ", and those of "
                                    + subject.system().name() + " cannot be made to",
                            "try another workload");
                }
            }
        }
    }

    private void limits() {
        Limits limits = scenario.limits();
        positive("operation timeout", limits.operationTimeout());
        positive("ready within", limits.readyWithin());
        positive("recover within", limits.recoverWithin());
        if (limits.acknowledgedMin() < 0) {
            problems.add("acknowledged operations", "the floor is negative: " + limits.acknowledgedMin());
        }
    }

    private void positive(String where, Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(Duration.ofDays(30)) > 0) {
            problems.add(where, duration + "", "more than nothing, at most 30 days");
        }
    }

    private void trouble() {
        Trouble trouble = scenario.trouble();
        List<String> names = trouble.nemeses().stream().map(Nemesis::name).toList();
        if (names.stream().distinct().count() != names.size()) {
            problems.add("nemesis", "one is named twice: " + String.join(", ", names));
        }
        if (trouble.schedule().isPresent()) {
            schedule(trouble.schedule().get());
            return;
        }
        for (Nemesis nemesis : trouble.nemeses()) {
            capable("nemesis " + nemesis.name(), nemesis.needs(), "leave this nemesis out");
            if (nemesis.nodesMin() > scenario.subject().nodes()) {
                problems.add(
                        "nemesis " + nemesis.name(),
                        "it needs at least " + nemesis.nodesMin() + " nodes",
                        "leave this nemesis out");
            }
        }
    }

    private void schedule(Schedule schedule) {
        long end = scenario.load().timeLimit().toNanos();
        for (PlannedFault fault : schedule.faults()) {
            capable("fault " + fault.id(), Set.of(need(fault.fault())), "leave this fault out");
            if (fault.startNanos() >= end) {
                problems.add(
                        "fault " + fault.id(),
                        "it begins after " + fault.startNanos() / 1_000_000 + " ms, when the run is over",
                        "lengthen the time limit or begin it earlier");
            }
        }
    }

    private void capable(String where, Set<Capability> needs, String otherwise) {
        Subject subject = scenario.subject();
        EnumSet<Capability> lacking = EnumSet.noneOf(Capability.class);
        lacking.addAll(needs);
        lacking.removeIf(c -> subject.world().capabilities().contains(c)
                && subject.system().capabilities().contains(c));
        for (Capability capability : lacking) {
            boolean worldLacks = !subject.world().capabilities().contains(capability);
            String who = worldLacks
                    ? "world " + subject.world().name()
                    : "system " + subject.system().name();
            List<String> others = subject.system().worlds().stream()
                    .filter(world -> !world.equals(subject.world().name()))
                    .toList();
            boolean elsewhere = worldLacks && subject.system().capabilities().contains(capability) && !others.isEmpty();
            problems.add(
                    where,
                    "it needs that " + capability.meaning() + ", and " + who + " cannot do that (" + capability.word()
                            + ")",
                    elsewhere ? "try world " + String.join(" or ", others) + ", or " + otherwise : otherwise);
        }
    }

    private static Capability need(Fault fault) {
        return switch (fault) {
            case Fault.Partition partition -> Capability.PARTITIONABLE;
            case Fault.BadLinks badLinks -> Capability.PARTITIONABLE;
            case Fault.Kill kill -> Capability.KILLABLE;
            case Fault.Pause pause -> Capability.PAUSABLE;
        };
    }
}
