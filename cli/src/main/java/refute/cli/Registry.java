package refute.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.check.Checker;
import refute.harness.fault.Nemesis;
import refute.harness.run.Runner;
import refute.harness.system.LibraryUnderTest;
import refute.harness.system.SystemUnderTest;
import refute.harness.workload.Workload;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.StandardInjector;
import refute.specs.tla.trace.ConformanceChecker;

/** What can be named on the command line: everything that a jar on the class path offers as a service. */
final class Registry {
    /** Kept for the whole process: it keeps what it parsed. */
    private static final ConformanceChecker CONFORMANCE = new ConformanceChecker();

    private Registry() {}

    /** What runs scenarios: with all faults, and with the judges of traces. */
    static Runner runner() {
        return new Runner(new StandardInjector(), traceCheckers());
    }

    /** What judges traces, in runs that have them. */
    static List<Checker> traceCheckers() {
        return List.of(CONFORMANCE);
    }

    /** Which parts of the spec the traces that were judged in this process were made of. */
    static CoverageTable coverage() {
        return new CoverageTable("the spec", CONFORMANCE.coverage());
    }

    static List<SystemUnderTest> systems() {
        return load(SystemUnderTest.class, SystemUnderTest::name);
    }

    static List<Workload> workloads() {
        return load(Workload.class, Workload::name);
    }

    static List<Nemesis> nemeses() {
        return load(Nemesis.class, Nemesis::name);
    }

    static List<LibraryUnderTest> libraries() {
        return load(LibraryUnderTest.class, LibraryUnderTest::name);
    }

    /** The library of this name, if there is one. */
    static Optional<LibraryUnderTest> library(String name) {
        return libraries().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The system of this name, in its usual world. */
    static SystemUnderTest system(String name) {
        return system(name, Optional.empty());
    }

    /**
     * The system of this name. Where several modules offer one of the same name for different worlds, the one for this world;
     * if no world is named, one that is not simulated.
     */
    static SystemUnderTest system(String name, Optional<String> world) {
        List<SystemUnderTest> all = systems();
        if (library(name).isPresent()
                && all.stream().noneMatch(one -> one.name().equals(name))) {
            throw new BadInput("system " + name, "it is a library and has no nodes to run", "refute scorecard " + name);
        }
        Comparator<SystemUnderTest> fitting =
                Comparator.comparing(one -> world.map(wanted -> !one.worlds().contains(wanted))
                        .orElse(one.worlds().getFirst().equals(SimulationWorld.NAME)));
        return named("system", name, all.stream().sorted(fitting).toList(), SystemUnderTest::name);
    }

    static Workload workload(String name) {
        return named("workload", name, workloads(), Workload::name);
    }

    static Nemesis nemesis(String name) {
        return named("nemesis", name, nemeses(), Nemesis::name);
    }

    /** The one of this name. @throws BadInput that says which names are near it, and where to see all */
    static <T> T named(String kind, String name, List<T> all, Function<T, String> nameOf) {
        return all.stream()
                .filter(one -> nameOf.apply(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        kind + " " + name,
                        "there is none of this name",
                        Nearest.remedy(name, all.stream().map(nameOf).toList()) + "; see refute list " + plural(kind)));
    }

    private static String plural(String kind) {
        return kind.endsWith("is") ? kind.substring(0, kind.length() - 2) + "es" : kind + "s";
    }

    private static <T> List<T> load(Class<T> service, Function<T, String> nameOf) {
        return ServiceLoader.load(service).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(nameOf))
                .toList();
    }
}
