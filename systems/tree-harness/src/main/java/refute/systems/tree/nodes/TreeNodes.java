package refute.systems.tree.nodes;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.system.Capability;
import refute.harness.system.JavaProgram;
import refute.harness.system.Mutant;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.tree.server.TreeServer;

/**
 * The tree's server: one node.
 *
 * <p>As a process it runs on {@code --binary}, a {@code java}, or on the one that runs the harness. In a container it is {@code --image}. Further settings are
 * the server's own flags without their hyphens ({@code segment=64k}, {@code cache=1M}, {@code flush-every=0s}), which have values here that make everything
 * happen soon; and {@code disk-errors=300}: about one call of the disk in so many fails, and the server opens its store anew.
 */
public final class TreeNodes implements SystemUnderTest {
    private static final String PROCESSES = "processes";
    private static final String CONTAINERS = "containers";
    private static final String OFFICIAL_IMAGE = "refute/tree";
    private static final String MUTANTS_IMAGE = "refute/tree-mutants";
    private static final String JAVA_IN_IMAGE = "/opt/tree/runtime/bin/java";
    private static final String CLASSPATH_IN_IMAGE = "/opt/tree/lib/*";

    /** Small enough for pages to leave memory, and segments to be used again, within a run. */
    private static final SequencedMap<String, String> USUAL_FLAGS = usualFlags();

    private static SequencedMap<String, String> usualFlags() {
        SequencedMap<String, String> flags = new LinkedHashMap<>();
        flags.put("segment", "64k");
        flags.put("cache", "64k");
        flags.put("flush-every", "2s");
        return flags;
    }

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public String description() {
        return "the persistent B-link tree of this repository, as a server: one node, with switchable bugs; needs nothing else";
    }

    @Override
    public List<String> worlds() {
        return List.of(PROCESSES, CONTAINERS);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.KILLABLE, Capability.PAUSABLE, Capability.PARTITIONABLE, Capability.DISK_FAULTABLE);
    }

    @Override
    public int nodesMax() {
        return 1;
    }

    @Override
    public Set<Class<?>> contracts() {
        return TreeContracts.ALL;
    }

    @Override
    public List<Mutant> mutants() {
        return Arrays.stream(refute.tree.mutant.Mutant.values())
                .map(mutant -> new Mutant(mutant.name(), mutant.description()))
                .toList();
    }

    @Override
    public List<String> versions() {
        return List.of(TreeServer.VERSION);
    }

    @Override
    public SystemInstance prepare(SystemOptions options, String world) {
        BadInput.Collector problems = new BadInput.Collector();
        options.version()
                .filter(version -> !version.equals(TreeServer.VERSION))
                .ifPresent(version -> problems.add("--version " + version, "there is only tree " + TreeServer.VERSION));
        options.mutant()
                .filter(id -> !ids().contains(id))
                .ifPresent(id -> problems.add("--mutant " + id, "tree has no such mutant", Nearest.remedy(id, ids())));
        if (!worlds().contains(world)) {
            problems.add("--world " + world, "tree runs in " + String.join(" and ", worlds()));
        }
        if (world.equals(PROCESSES)) {
            options.image()
                    .ifPresent(image -> problems.add(
                            "--image " + image, "processes have no image", "leave it out, or add --world containers"));
        }
        TreeInstance.Settings settings = settings(options, problems);
        problems.throwIfAny();
        return new TreeInstance(program(options, world, settings.needsTestBuild()), settings);
    }

    private static TreeInstance.Settings settings(SystemOptions options, BadInput.Collector problems) {
        SequencedMap<String, String> flags = new LinkedHashMap<>(USUAL_FLAGS);
        Optional<Integer> diskErrors = Optional.empty();
        for (var flag : options.flags().entrySet()) {
            if (flag.getKey().equals(SystemOptions.DISK_ERRORS)) {
                diskErrors = oneIn(flag.getValue(), problems);
            } else if (USUAL_FLAGS.containsKey(flag.getKey())) {
                flags.put(flag.getKey(), flag.getValue());
            } else {
                problems.add("--set " + flag.getKey(), "not a setting of tree", Nearest.remedy(flag.getKey(), known()));
            }
        }
        return new TreeInstance.Settings(options.mutant(), diskErrors, flags);
    }

    private static Optional<Integer> oneIn(String text, BadInput.Collector problems) {
        if (text.matches("[1-9][0-9]{1,8}")) {
            return Optional.of(Integer.parseInt(text));
        }
        problems.add(
                "--set " + SystemOptions.DISK_ERRORS,
                "'" + text + "' is no number of calls of which one fails",
                "from 10, such as 300");
        return Optional.empty();
    }

    private static List<String> known() {
        return Stream.concat(USUAL_FLAGS.keySet().stream(), Stream.of(SystemOptions.DISK_ERRORS))
                .toList();
    }

    private static JavaProgram program(SystemOptions options, String world, boolean testBuild) {
        if (!world.equals(CONTAINERS)) {
            return JavaProgram.here(TreeServer.class, options.binary(), JavaProgram.Size.SMALL, testBuild);
        }
        String usual = (testBuild ? MUTANTS_IMAGE : OFFICIAL_IMAGE) + ":" + TreeServer.VERSION;
        return JavaProgram.inImage(
                options.binary().orElse(JAVA_IN_IMAGE),
                CLASSPATH_IN_IMAGE,
                options.image().orElse(usual),
                JavaProgram.Size.SMALL);
    }

    private List<String> ids() {
        return mutants().stream().map(Mutant::id).toList();
    }
}
