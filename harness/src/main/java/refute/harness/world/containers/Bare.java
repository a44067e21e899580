package refute.harness.world.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A container that is started and not waited for: whether it is ready is for the world to find out, in its own way. */
final class Bare extends GenericContainer<Bare> {
    /** The engine's own copy of a container's output; what a run keeps is bounded elsewhere. */
    private static final Map<String, String> LOG_BOUNDS = Map.of("max-size", "8m", "max-file", "1");

    private final Consumer<String> whenCreated;

    /**
     * @param image that is on this machine
     * @param whenCreated told the container's id before it is started
     */
    Bare(String image, Tag tag, String name, Consumer<String> whenCreated, Consumer<CreateContainerCmd> settings) {
        super(DockerImageName.parse(image));
        this.whenCreated = whenCreated;
        withImagePullPolicy(any -> false);
        withLabels(tag.labels());
        withStartupCheckStrategy(new Unchecked());
        waitingFor(new Unawaited());
        withCreateContainerCmdModifier(command -> {
            command.withName(name);
            hostConfig(command).withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, LOG_BOUNDS));
            settings.accept(command);
        });
    }

    static HostConfig hostConfig(CreateContainerCmd command) {
        return Objects.requireNonNull(command.getHostConfig());
    }

    @Override
    protected void containerIsCreated(String id) {
        whenCreated.accept(id);
    }

    private static final class Unchecked extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient docker, String id) {
            return StartupStatus.SUCCESSFUL;
        }
    }

    private static final class Unawaited extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {}
    }
}
