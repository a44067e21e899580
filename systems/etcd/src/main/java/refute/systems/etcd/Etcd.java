package refute.systems.etcd;

import java.util.List;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.system.Capability;
import refute.harness.system.Mutant;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.workloads.append.AppendClient;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/**
 * etcd, 3.4 and newer.
 *
 * <p>As processes it is the binary that {@code --binary} names, or the {@code --version} that is on the path or in the cache
 * folder, or, asked for neither, whatever is there. In containers it is {@code --image}, or the official image of
 * {@code --version}. Further settings are etcd's own flags without their hyphens: {@code snapshot-count=100}.
 */
public final class Etcd implements SystemUnderTest {
    private static final String CONTAINERS = "containers";

    private final EtcdBinaries binaries;

    /** As this machine has it. */
    public Etcd() {
        this(EtcdBinaries.ofMachine());
    }

    Etcd(EtcdBinaries binaries) {
        this.binaries = binaries;
    }

    @Override
    public String name() {
        return "etcd";
    }

    @Override
    public String description() {
        return "etcd, the key-value store: real nodes, unmodified, 3.4 and newer";
    }

    @Override
    public List<String> worlds() {
        return List.of("processes", CONTAINERS);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.KILLABLE, Capability.PAUSABLE, Capability.PARTITIONABLE);
    }

    @Override
    public Set<Class<?>> contracts() {
        return Set.of(RegisterClient.class, SetClient.class, AppendClient.class);
    }

    @Override
    public List<Mutant> mutants() {
        return List.of();
    }

    @Override
    public List<String> versions() {
        return binaries.all().stream().map(EtcdBinary::version).distinct().toList();
    }

    @Override
    public SystemInstance prepare(SystemOptions options, String world) {
        BadInput.Collector problems = new BadInput.Collector();
        options.mutant()
                .ifPresent(mutant -> problems.add("--mutant " + mutant, "etcd is unmodified and has no mutants"));
        if (options.trace()) {
            problems.add("--trace", "etcd is unmodified and records no traces");
        }
        EtcdFlags.check(options.flags(), problems);
        if (!worlds().contains(world)) {
            problems.add("--world " + world, "etcd runs in " + String.join(" and ", worlds()));
        }
        problems.throwIfAny();
        return world.equals(CONTAINERS)
                ? new EtcdInstance(EtcdImage.of(options), options.flags())
                : new EtcdInstance(EtcdImage.of(binaries.find(options)), options.flags());
    }
}
