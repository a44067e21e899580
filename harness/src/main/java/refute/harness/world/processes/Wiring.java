package refute.harness.world.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a node gets a hosts file of its own, best first; which ones work is up to the machine. */
public enum Wiring {
    /** A mount namespace: needs the right to make one (root). */
    MOUNT_NAMESPACE("a mount namespace per node (as root)"),
    /** A mount namespace within a user namespace: needs no right, but a kernel that allows it. */
    USER_NAMESPACE("a mount namespace per node inside a user namespace (no root needed)"),
    /** None: only for systems that take their peers' addresses node by node. */
    PLAIN("no private host names: only systems that take their peers' addresses node by node");

    private static final String MOUNT = "mount --bind \"$0\" /etc/hosts && exec \"$@\"";
    private static final int PROBE_SECONDS = 5;

    private final String meaning;

    Wiring(String meaning) {
        this.meaning = meaning;
    }

    /** In words, for {@code doctor}. */
    public String meaning() {
        return meaning;
    }

    /** Whether nodes see names of their own. */
    public boolean named() {
        return this != PLAIN;
    }

    /** The best one that works here; found by trying, once. */
    public static Wiring best() {
        return Best.WIRING;
    }

    /** Whether this one works here; found by trying. */
    public boolean works() {
        if (this == PLAIN) {
            return true;
        }
        try {
            Path hosts = Files.createTempFile("refute-hosts", "");
            try {
                Files.writeString(hosts, "127.9.9.9 wiring.refute\n");
                List<String> command = wrap(hosts, List.of("grep", "-q", "wiring.refute", "/etc/hosts"));
                Process probe = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                boolean ended = probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
                probe.destroyForcibly();
                return ended && probe.exitValue() == 0;
            } finally {
                Files.deleteIfExists(hosts);
            }
        } catch (IOException e) {
            // No such program, or no place for a file: it does not work here, which is the answer.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The command that runs {@code command}, under the same pid, with this hosts file. */
    List<String> wrap(Path hosts, List<String> command) {
        String namespaces = switch (this) {
            case MOUNT_NAMESPACE -> "-m";
            case USER_NAMESPACE -> "-Urm";
            case PLAIN -> "";
        };
        if (namespaces.isEmpty()) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", namespaces, "--propagation", "private"));
        wrapped.addAll(List.of("sh", "-c", MOUNT, hosts.toAbsolutePath().toString()));
        wrapped.addAll(command);
        return wrapped;
    }

    private static final class Best {
        static final Wiring WIRING =
                MOUNT_NAMESPACE.works() ? MOUNT_NAMESPACE : USER_NAMESPACE.works() ? USER_NAMESPACE : PLAIN;
    }
}
