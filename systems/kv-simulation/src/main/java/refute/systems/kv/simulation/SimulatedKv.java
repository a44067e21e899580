package refute.systems.kv.simulation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.path.PathFollower;
import refute.harness.system.Capability;
import refute.harness.system.Mutant;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.simulation.SimulationWorld;
import refute.kv.mutant.Mutants;
import refute.systems.kv.path.LedStore;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** The KV store of {@code systems/kv}, its core in this process under a simulated shell. */
public final class SimulatedKv implements SystemUnderTest {
    /** The flag: whether the store's inner invariants are looked at; off, a run is judged by what clients see alone. */
    public static final String INVARIANTS = "invariants";

    /** The flag: whether an operator may change members and hand leadership around; off, nobody does. */
    public static final String OPERATOR = "operator";

    private static final Set<String> FLAGS = Set.of(INVARIANTS, OPERATOR);
    private static final Set<String> ON_OFF = Set.of("on", "off");

    @Override
    public String name() {
        return "kv";
    }

    @Override
    public String description() {
        return "our own Raft store of keys and logs, its core in simulation";
    }

    @Override
    public List<String> worlds() {
        return List.of(SimulationWorld.NAME);
    }

    @Override
    public Set<Capability> capabilities() {
        return Collections.unmodifiableSet(
                EnumSet.of(Capability.KILLABLE, Capability.PAUSABLE, Capability.PARTITIONABLE));
    }

    @Override
    public Set<Class<?>> contracts() {
        return Set.of(RegisterClient.class, SetClient.class);
    }

    @Override
    public List<Mutant> mutants() {
        return Arrays.stream(refute.kv.mutant.Mutant.values())
                .map(mutant -> new Mutant(mutant.name(), mutant.description()))
                .toList();
    }

    @Override
    public Optional<String> traceSpec() {
        return Optional.of(KvSimulation.SPEC);
    }

    @Override
    public Optional<PathFollower> pathFollower(SystemOptions options) {
        return Optional.of(new LedStore(mutants(options)));
    }

    @Override
    public List<String> versions() {
        return List.of(KvSimulation.VERSION);
    }

    /** @throws BadInput if a version, binary, image or flag is asked for: there is but the one in this process */
    @Override
    public SystemInstance prepare(SystemOptions options, String world) {
        BadInput.Collector problems = new BadInput.Collector();
        options.version()
                .filter(version -> !version.equals(KvSimulation.VERSION))
                .ifPresent(version -> problems.add("version", "there is no simulated kv " + version, "leave it out"));
        options.binary().ifPresent(binary -> problems.add("binary", "simulation runs no binary", "leave it out"));
        options.image().ifPresent(image -> problems.add("image", "simulation runs no image", "leave it out"));
        options.flags().forEach((flag, value) -> {
            if (!FLAGS.contains(flag) || !ON_OFF.contains(value)) {
                problems.add(
                        "flag " + flag + "=" + value,
                        "simulation knows no such flag",
                        "there are invariants=on|off and operator=on|off");
            }
        });
        Mutants mutants = Mutants.NONE;
        try {
            mutants = mutants(options);
        } catch (BadInput e) {
            problems.addAll(e);
        }
        problems.throwIfAny();
        KvSimulation.Watching watching = new KvSimulation.Watching(
                !"off".equals(options.flags().get(INVARIANTS)),
                !"off".equals(options.flags().get(OPERATOR)),
                options.trace());
        return new KvSimulation(mutants, watching);
    }

    private static Mutants mutants(SystemOptions options) {
        Optional<refute.kv.mutant.Mutant> mutant = options.mutant().flatMap(SimulatedKv::mutant);
        if (options.mutant().isPresent() && mutant.isEmpty()) {
            throw new BadInput("mutant", "kv has no mutant " + options.mutant().get(), "see refute list mutants");
        }
        return mutant.map(Mutants::of).orElse(Mutants.NONE);
    }

    private static Optional<refute.kv.mutant.Mutant> mutant(String id) {
        return Arrays.stream(refute.kv.mutant.Mutant.values())
                .filter(mutant -> mutant.name().equals(id))
                .findFirst();
    }
}
