package refute.harness.world.containers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that made something, written so that any later one can tell whether it is gone: host, process namespace, process
 * id, and when it started (boot and clock ticks since, which no change of the clock moves).
 */
record Owner(String host, String namespace, long pid, String started) {
    private static final String SEPARATOR = "/";

    static Owner self() {
        long pid = ProcessHandle.current().pid();
        return new Owner(
                thisHost(), thisNamespace(), pid, startOf(pid).orElseThrow(() -> new IllegalStateException("no self")));
    }

    /** What {@link #toString} wrote; empty if it is something else. */
    static Optional<Owner> parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 4 || !parts[2].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new Owner(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]));
    }

    /** Whether it surely is no more. Of another host's processes nothing is known, so they count as living. */
    boolean gone() {
        return host.equals(thisHost())
                && namespace.equals(thisNamespace())
                && !startOf(pid).equals(Optional.of(started));
    }

    private static String thisHost() {
        try {
            return clean(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // A host that cannot resolve its own name says it in the message: "NAME: Name or service not known".
            return clean(String.valueOf(e.getMessage()).split(":", 2)[0]);
        }
    }

    private static String thisNamespace() {
        try {
            return clean(Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                    .toString()
                    .replaceAll("[^0-9]", ""));
        } catch (IOException e) {
            return "";
        }
    }

    /** When the process of this id started; empty if there is none, or only its zombie. */
    private static Optional<String> startOf(long pid) {
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().startInstant())
                    .map(start -> Long.toString(start.toEpochMilli()));
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // After the name, which is in parentheses and may contain anything: the state is field 3, the start field
            // 22.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            return fields[0].equals("Z")
                    ? Optional.empty()
                    : Optional.of(clean(boot.substring(0, 8)) + "-" + fields[19]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String clean(String text) {
        return text.strip().replace(SEPARATOR, "-");
    }

    @Override
    public String toString() {
        return String.join(SEPARATOR, host, namespace, Long.toString(pid), started);
    }
}
