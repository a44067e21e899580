package refute.systems.atom;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.system.Capability;
import refute.harness.system.Mutant;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.MemoryWorld;
import refute.workloads.append.AppendClient;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** Registers, a set, and lists with transactions in this process's memory. Its simulated twin is {@link AtomInSimulation}. */
public final class Atom implements SystemUnderTest {
    /** The id of the mutant that acknowledges a write now and then without storing it. */
    public static final String FORGETS_WRITES = "forgets-writes";

    /** The id of the mutant that shows a transaction an old state now and then. */
    public static final String STALE_SNAPSHOTS = "stale-snapshots";

    static final String VERSION = "1";

    @Override
    public String name() {
        return "atom";
    }

    @Override
    public String description() {
        return "registers, a set and lists in the harness's own memory, for teaching and tests";
    }

    @Override
    public List<String> worlds() {
        return List.of(MemoryWorld.NAME);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Set<Class<?>> contracts() {
        return Set.of(RegisterClient.class, SetClient.class, AppendClient.class);
    }

    @Override
    public List<Mutant> mutants() {
        return List.of(
                new Mutant(FORGETS_WRITES, "acknowledges a write now and then without storing it"),
                new Mutant(STALE_SNAPSHOTS, "shows a transaction an old state now and then"));
    }

    @Override
    public List<String> versions() {
        return List.of(VERSION);
    }

    /** @throws BadInput if a version, binary or image is asked for: there is only the one in this process */
    @Override
    public SystemInstance prepare(SystemOptions options, String world) {
        BadInput.Collector problems = refusing(options);
        Optional<String> mutant = options.mutant();
        Memory memory = switch (mutant.orElse("")) {
            case "" -> new Memory();
            case FORGETS_WRITES -> new Memory.Forgetful();
            case STALE_SNAPSHOTS -> new Memory.Stale();
            default -> {
                problems.add(
                        "mutant",
                        "atom has no mutant " + mutant.get(),
                        "it has " + FORGETS_WRITES + " and " + STALE_SNAPSHOTS);
                yield new Memory();
            }
        };
        problems.throwIfAny();
        return new AtomInstance(memory);
    }

    /** What nobody can ask of a system that is a part of this process. */
    static BadInput.Collector refusing(SystemOptions options) {
        BadInput.Collector problems = new BadInput.Collector();
        options.version()
                .filter(version -> !version.equals(VERSION))
                .ifPresent(version -> problems.add("version", "there is no atom " + version, "leave it out"));
        options.binary().ifPresent(binary -> problems.add("binary", "atom has no binary", "leave it out"));
        options.image().ifPresent(image -> problems.add("image", "atom has no image", "leave it out"));
        options.flags().forEach((flag, value) -> problems.add("flag " + flag, "atom has no flags", "leave it out"));
        return problems;
    }
}
