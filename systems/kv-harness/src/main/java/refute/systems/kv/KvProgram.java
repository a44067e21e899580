package refute.systems.kv;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import refute.harness.system.JavaProgram;
import refute.harness.system.NodePlan;
import refute.harness.system.SystemOptions;
import refute.kv.mutant.Mutants;
import refute.kv.server.KvServer;

/** What runs a server: on this machine, or in an image. */
record KvProgram(JavaProgram program) {
    private static final String OFFICIAL_IMAGE = "refute/kv";
    private static final String MUTANTS_IMAGE = "refute/kv-mutants";
    private static final String JAVA_IN_IMAGE = "/opt/kv/runtime/bin/java";
    private static final String CLASSPATH_IN_IMAGE = "/opt/kv/lib/*";

    /** On this machine. */
    static KvProgram here(SystemOptions options, KvSettings settings) {
        return new KvProgram(JavaProgram.here(
                KvServer.class,
                options.binary(),
                size(settings),
                options.mutant().isPresent()));
    }

    /** In containers; {@code --binary} is a path inside the image. */
    static KvProgram inImage(SystemOptions options, KvSettings settings) {
        String usual = (options.mutant().isPresent() ? MUTANTS_IMAGE : OFFICIAL_IMAGE) + ":" + Kv.VERSION;
        return new KvProgram(JavaProgram.inImage(
                options.binary().orElse(JAVA_IN_IMAGE),
                CLASSPATH_IN_IMAGE,
                options.image().orElse(usual),
                size(settings)));
    }

    private static JavaProgram.Size size(KvSettings settings) {
        return settings.large() ? JavaProgram.Size.LARGE : JavaProgram.Size.SMALL;
    }

    /** The program of a node that is given these flags. */
    NodePlan.Program with(KvSettings settings, List<String> serverFlags) {
        SequencedMap<String, String> properties = new LinkedHashMap<>();
        settings.mutant().ifPresent(mutant -> properties.put(Mutants.PROPERTY, mutant.name()));
        return program.running(KvServer.class, properties, serverFlags);
    }
}
