package refute.harness.world;

import java.util.Optional;
import java.util.Set;
import refute.harness.system.Capability;

/** A place where systems run: processes or containers; stateless. */
public interface World {
    /** Its name on the command line. */
    String name();

    /** One line for people. */
    String description();

    /** What it can do to nodes. */
    Set<Capability> capabilities();

    /** Why it does not work on this machine, and what gets it; empty if it works. */
    Optional<String> lacks();

    /**
     * Starts all nodes and waits until the system answers. When it fails it leaves nothing behind.
     *
     * @throws refute.harness.BadInput if a node does not start because of what was asked for; with the last lines of its log
     * @throws InterruptedException if the caller is interrupted; leaves nothing behind
     */
    Cluster deploy(Deployment deployment) throws InterruptedException;
}
