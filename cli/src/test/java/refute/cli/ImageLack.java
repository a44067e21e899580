package refute.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import refute.harness.world.containers.Containers;

/** What keeps this machine from running containers of an image, in words to skip a test with; empty if nothing does. */
final class ImageLack {
    private ImageLack() {}

    /** Skips the test if one of these images is not there. */
    static void assumeThere(List<String> images) {
        for (String image : images) {
            String lack = of(image);
            assumeTrue(lack.isEmpty(), lack + " on this machine");
        }
    }

    static String of(String image) {
        Optional<String> lack = Worlds.named(Containers.NAME, Optional.empty()).lacks();
        if (lack.isPresent()) {
            return lack.get();
        }
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return "";
        } catch (NotFoundException e) {
            return "no image " + image;
        }
    }
}
