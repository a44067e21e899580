package refute.systems.kv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.system.Capability;
import refute.harness.system.Mutant;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/**
 * The KV store: a Raft group of servers.
 *
 * <p>As processes its nodes run on {@code --binary}, a {@code java}, or on the one that runs the harness. In containers they are
 * {@code --image}. Further settings are the server's own flags without their hyphens ({@code snapshot-count=100},
 * {@code lease-reads=true}); {@code sessions=true}: writes go through sessions, which repeat them until they are answered; and
 * {@code large=true}: nodes get memory and the optimising compiler, for measuring.
 */
public final class Kv implements SystemUnderTest {
    static final String VERSION = "0.1.0";

    private static final String PROCESSES = "processes";
    private static final String CONTAINERS = "containers";

    @Override
    public String name() {
        return "kv";
    }

    @Override
    public String description() {
        return "the KV store of this repository: Raft, in Java, with switchable bugs; needs nothing else";
    }

    @Override
    public List<String> worlds() {
        return List.of(PROCESSES, CONTAINERS);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.KILLABLE, Capability.PAUSABLE, Capability.PARTITIONABLE);
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
        return Optional.of(NodeTraces.SPEC);
    }

    @Override
    public List<String> versions() {
        return List.of(VERSION);
    }

    @Override
    public SystemInstance prepare(SystemOptions options, String world) {
        BadInput.Collector problems = new BadInput.Collector();
        options.version()
                .filter(version -> !version.equals(VERSION))
                .ifPresent(version -> problems.add("--version " + version, "there is only kv " + VERSION));
        options.mutant()
                .filter(id -> !ids().contains(id))
                .ifPresent(id -> problems.add("--mutant " + id, "kv has no such mutant", Nearest.remedy(id, ids())));
        if (!worlds().contains(world)) {
            problems.add("--world " + world, "kv runs in " + String.join(" and ", worlds()));
        }
        if (world.equals(PROCESSES)) {
            options.image()
                    .ifPresent(image -> problems.add(
                            "--image " + image, "processes have no image", "leave it out, or add --world containers"));
        }
        KvSettings settings = KvSettings.of(options, problems);
        problems.throwIfAny();
        return new KvInstance(
                settings,
                world.equals(CONTAINERS) ? KvProgram.inImage(options, settings) : KvProgram.here(options, settings));
    }

    private List<String> ids() {
        return mutants().stream().map(Mutant::id).toList();
    }
}
