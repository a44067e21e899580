package refute.harness.world.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import refute.harness.BadInput;

/** The container engine, by Testcontainers' client; loaded and connected when first asked for. */
final class Docker {
    /** What Testcontainers speaks; an engine that is older is spoken to in its own version. */
    private static final double API_STANDARD = 1.44;

    private static final String API_PROPERTY = "api.version";
    private static final Duration PULLED_WITHIN = Duration.ofMinutes(5);

    /** Kept, since the logging framework forgets the levels of loggers that nobody holds. */
    private static final List<Logger> QUIET = Stream.of("org.testcontainers", "tc", "com.github.dockerjava")
            .map(Logger::getLogger)
            .toList();

    private static @Nullable DockerClient client;

    private Docker() {}

    /** Asked again after a failure: whoever was interrupted while it connected has not spoilt it for the next one. */
    static synchronized DockerClient client() {
        if (client == null) {
            client = connect();
        }
        return client;
    }

    private static DockerClient connect() {
        // What goes wrong is thrown, and told once, by us.
        QUIET.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.OFF));
        EngineProbe.now()
                .apiVersion()
                .filter(version -> System.getProperty(API_PROPERTY) == null && older(version))
                .ifPresent(version -> System.setProperty(API_PROPERTY, version));
        return DockerClientFactory.instance().client();
    }

    /** Whether an API version, such as 1.41, is older than what Testcontainers speaks; two digits follow the point. */
    private static boolean older(String version) {
        return version.matches("1\\.[0-9]{2}") && Double.parseDouble(version) < API_STANDARD;
    }

    /**
     * Sees to it that an image is on this machine.
     *
     * @throws BadInput if it is not and cannot be pulled
     */
    static void provide(String image) throws InterruptedException {
        try {
            client().inspectImageCmd(image).exec();
            return;
        } catch (NotFoundException e) {
            // Then it is pulled.
        }
        String why = "not pulled within " + PULLED_WITHIN.toMinutes() + " minutes";
        try {
            if (client().pullImageCmd(image).start().awaitCompletion(PULLED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (DockerException e) {
            why = String.valueOf(e.getMessage()).strip();
        }
        throw new BadInput(
                "image " + image,
                "not on this machine, and it cannot be pulled: " + why,
                "build or load an image of that name, or name another");
    }
}
