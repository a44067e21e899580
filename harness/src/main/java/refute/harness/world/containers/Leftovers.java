package refute.harness.world.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What runs have made on the engine: found, and removed, by its labels only. */
final class Leftovers {
    private static final int ROUNDS_MAX = 100;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DockerClient docker;

    Leftovers(DockerClient docker) {
        this.docker = docker;
    }

    /** Names of the runs that have something here and whose owner is gone. */
    SequencedSet<String> orphans() {
        Stream<Map<String, String>> labels = Stream.of(
                        docker.listContainersCmd().withShowAll(true).withLabelFilter(List.of(Tag.OWNER)).exec().stream()
                                .map(Container::getLabels),
                        docker.listNetworksCmd().withFilter("label", List.of(Tag.OWNER)).exec().stream()
                                .map(network -> network.getLabels()),
                        docker.listVolumesCmd().withFilter("label", List.of(Tag.OWNER)).exec().getVolumes().stream()
                                .map(volume -> volume.getLabels()))
                .flatMap(each -> each);
        SequencedSet<String> names = new TreeSet<>();
        labels.filter(each -> each.containsKey(Tag.RUN))
                .filter(each -> Owner.parse(each.getOrDefault(Tag.OWNER, ""))
                        .map(Owner::gone)
                        .orElse(false))
                .forEach(each -> names.add(each.get(Tag.RUN)));
        return names;
    }

    /**
     * Removes all that this run has made: containers, volumes, networks.
     *
     * @throws IllegalStateException if something is still there after ten seconds
     */
    void remove(String run) {
        List<String> problems = List.of();
        for (int round = 0; round < ROUNDS_MAX; round++) {
            problems = new ArrayList<>();
            if (removeOnce(run, problems)) {
                return;
            }
            // The engine takes its time to let go of what others, or another call, are removing; it tells nobody when.
            LockSupport.parkNanos(ROUND_NANOS);
        }
        throw new IllegalStateException("cannot remove what run " + run + " made: " + String.join("; ", problems));
    }

    /** Whether nothing was left; what could not be removed is added to the problems. */
    private boolean removeOnce(String run, List<String> problems) {
        List<String> label = List.of(Tag.RUN + "=" + run);
        List<String> containers = docker.listContainersCmd().withShowAll(true).withLabelFilter(label).exec().stream()
                .map(Container::getId)
                .toList();
        each(
                containers,
                id -> docker.removeContainerCmd(id)
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec(),
                problems);
        if (!problems.isEmpty()) {
            return false;
        }
        each(
                docker.listVolumesCmd().withFilter("label", label).exec().getVolumes().stream()
                        .map(volume -> volume.getName())
                        .toList(),
                name -> docker.removeVolumeCmd(name).exec(),
                problems);
        each(
                docker.listNetworksCmd().withFilter("label", label).exec().stream()
                        .map(network -> network.getId())
                        .toList(),
                id -> docker.removeNetworkCmd(id).exec(),
                problems);
        return problems.isEmpty();
    }

    private interface Removal {
        void of(String id);
    }

    private static void each(Collection<String> ids, Removal removal, List<String> problems) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Optional<String>>> attempts = ids.stream()
                    .map(id -> CompletableFuture.supplyAsync(() -> attempt(id, removal), threads))
                    .toList();
            attempts.forEach(attempt -> attempt.join().ifPresent(problems::add));
        }
    }

    /** What was wrong, if anything was. */
    private static Optional<String> attempt(String id, Removal removal) {
        try {
            removal.of(id);
            return Optional.empty();
        } catch (NotFoundException e) {
            // Somebody else removed it, which is as good.
            return Optional.empty();
        } catch (DockerException e) {
            return Optional.of(String.valueOf(e.getMessage()).strip());
        }
    }
}
