package refute.harness.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What runs a server of this repository: a {@code java} with its flags and class path, on this machine or in an image.
 *
 * @param java path of the {@code java}, inside the image if it runs there
 * @param jvmFlags the JVM's flags, with the class path
 * @param image name of the image; empty on this machine
 */
public record JavaProgram(String java, List<String> jvmFlags, String image) {
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

    /** How much a server is given. */
    public enum Size {
        SMALL,
        LARGE
    }

    public JavaProgram {
        jvmFlags = List.copyOf(jvmFlags);
    }

    /**
     * On this machine, as it was built beside the harness.
     *
     * @param main the server's main class
     * @param binary a {@code java}; the one that runs the harness if none is named
     * @param withMutants whether its bugs may be switched on
     */
    public static JavaProgram here(Class<?> main, Optional<String> binary, Size size, boolean withMutants) {
        String own = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> flags = new ArrayList<>(flags(size));
        if (binary.isEmpty() && Runtime.version().feature() >= NATIVE_ACCESS_WARNS_FROM) {
            flags.addAll(QUIET);
        }
        flags.add("-cp");
        flags.add(ServerClasspath.ofThisProcess(main, withMutants));
        return new JavaProgram(binary.orElse(own), flags, "");
    }

    /**
     * In containers.
     *
     * @param java the path of {@code java} inside the image
     * @param classPath inside the image
     */
    public static JavaProgram inImage(String java, String classPath, String image, Size size) {
        List<String> flags = new ArrayList<>(flags(size));
        flags.add("-cp");
        flags.add(classPath);
        return new JavaProgram(java, flags, image);
    }

    private static List<String> flags(Size size) {
        return switch (size) {
            case SMALL -> SMALL;
            case LARGE -> LARGE;
        };
    }

    /**
     * A node's program.
     *
     * @param properties of the system, by name
     * @param serverFlags behind the main class
     */
    public NodePlan.Program running(Class<?> main, SequencedMap<String, String> properties, List<String> serverFlags) {
        List<String> arguments = new ArrayList<>(jvmFlags);
        properties.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        arguments.add(main.getName());
        arguments.addAll(serverFlags);
        return new NodePlan.Program(java, arguments, new LinkedHashMap<>(), image);
    }
}
