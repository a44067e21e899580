package refute.harness.world.containers;

import com.github.dockerjava.api.exception.DockerException;
import java.util.ArrayList;
import java.util.List;
import refute.harness.BadInput;
import refute.harness.world.node.Interruption;

/**
 * Where a run's containers stand: its network, its labels, and the promise that all of it goes when the run ends, also with the
 * process. What a killed process could not remove, the next one finds by its mark or its labels.
 */
final class Ground implements AutoCloseable {
    private final Tag tag;
    private final Marks marks;
    private final List<Runnable> beforeEnd = new ArrayList<>();
    private final Thread hook =
            Thread.ofPlatform().name("refute end of containers").unstarted(this::end);
    private boolean ended;

    private Ground(Tag tag, Marks marks) {
        this.tag = tag;
        this.marks = marks;
    }

    /** @throws BadInput if the engine makes no network */
    static Ground claim(String runId, Marks marks) throws InterruptedException {
        Tag tag = Tag.of(runId);
        Ground ground = new Ground(tag, marks);
        marks.put(tag);
        Runtime.getRuntime().addShutdownHook(ground.hook);
        try {
            Together.all(List.of(() -> Docker.client()
                    .createNetworkCmd()
                    .withName(tag.network())
                    .withLabels(tag.labels())
                    .withCheckDuplicate(true)
                    .exec()));
            return ground;
        } catch (DockerException e) {
            ground.close();
            throw new BadInput(
                    "world containers",
                    "the container engine makes no network: "
                            + String.valueOf(e.getMessage()).strip(),
                    "if it has run out of addresses: docker network prune");
        } catch (RuntimeException | Error | InterruptedException e) {
            ground.close();
            throw e;
        }
    }

    Tag tag() {
        return tag;
    }

    /** What is to be done first when all of it goes. */
    synchronized void beforeEnd(Runnable action) {
        beforeEnd.add(action);
    }

    /** Safe to call again; done when everything is gone, also if the caller is interrupted meanwhile. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook itself may be what calls, or will come after.
        }
        // The client gives up a request when its thread is interrupted.
        Interruption.putOff(this::end);
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        beforeEnd.forEach(Runnable::run);
        new Leftovers(Docker.client()).remove(tag.name());
        marks.remove(tag);
    }
}
