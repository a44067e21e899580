package refute.systems.kv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import refute.harness.system.NodePlan;
import refute.harness.system.SystemOptions;
import refute.kv.mutant.Mutants;
import refute.kv.server.KvServer;

/**
 * What runs a server: a {@code java} with its flags and class path, on this machine or in an image.
 *
 * @param java path of the {@code java}, inside the image if it runs there
 * @param jvmFlags the JVM's flags, with the class path
 * @param image name of the image
 */
record KvProgram(String java, List<String> jvmFlags, String image) {
    private static final String OFFICIAL_IMAGE = "refute/kv";
    private static final String MUTANTS_IMAGE = "refute/kv-mutants";
    private static final String JAVA_IN_IMAGE = "/opt/kv/runtime/bin/java";
    private static final String CLASSPATH_IN_IMAGE = "/opt/kv/lib/*";
    private static final int NATIVE_ACCESS_WARNS_FROM = 24;

    /**
     * Small and quick to start, as several share a machine with the harness and are killed and started again all the time: little
     * memory, no threads for collecting garbage, no second compiler. A node without memory must end, not linger.
     */
    private static final List<String> SMALL = List.of(
            "-Xmx128m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Xshare:auto");

    /** As in production, for measuring. */
    private static final List<String> LARGE =
            List.of("-Xmx2g", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData");

    /** Newer JVMs warn of what the libraries do; older ones do not know the flags. */
    private static final List<String> QUIET =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    KvProgram {
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** On this machine. */
    static KvProgram here(SystemOptions options, KvSettings settings) {
        String own = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> flags = new ArrayList<>(settings.large() ? LARGE : SMALL);
        if (options.binary().isEmpty() && Runtime.version().feature() >= NATIVE_ACCESS_WARNS_FROM) {
            flags.addAll(QUIET);
        }
        flags.add("-cp");
        flags.add(ServerClasspath.ofThisProcess(options.mutant().isPresent()));
        return new KvProgram(options.binary().orElse(own), flags, "");
    }

    /** In containers; {@code --binary} is a path inside the image. */
    static KvProgram inImage(SystemOptions options, KvSettings settings) {
        List<String> flags = new ArrayList<>(settings.large() ? LARGE : SMALL);
        flags.add("-cp");
        flags.add(CLASSPATH_IN_IMAGE);
        String usual = (options.mutant().isPresent() ? MUTANTS_IMAGE : OFFICIAL_IMAGE) + ":" + Kv.VERSION;
        return new KvProgram(
                options.binary().orElse(JAVA_IN_IMAGE), flags, options.image().orElse(usual));
    }

    /** The program of a node that is given these flags. */
    NodePlan.Program with(KvSettings settings, List<String> serverFlags) {
        List<String> arguments = new ArrayList<>(jvmFlags);
        settings.mutant().ifPresent(mutant -> arguments.add("-D" + Mutants.PROPERTY + "=" + mutant));
        arguments.add(KvServer.class.getName());
        arguments.addAll(serverFlags);
        return new NodePlan.Program(java, arguments, new LinkedHashMap<>(), image);
    }
}
