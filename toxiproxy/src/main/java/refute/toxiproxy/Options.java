package refute.toxiproxy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a server starts.
 *
 * @param host where the HTTP interface listens; loopback unless one asks for more
 * @param port its port; 0 takes a free one
 * @param seed decides all chance: which connections a toxicity spares, jitter, the sizes of slices
 * @param config a JSON file with proxies to begin with, an array as for {@code POST /populate}
 */
public record Options(String host, int port, long seed, Optional<Path> config) {

    /** Toxiproxy's own port. */
    public static final int DEFAULT_PORT = 8474;

    /** Checks the port. */
    public Options {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    /** Port 8474 on 127.0.0.1, no proxies, and a seed that nobody chose. */
    public static Options defaults() {
        return new Options(
                "127.0.0.1", DEFAULT_PORT, ThreadLocalRandom.current().nextLong(), Optional.empty());
    }

    /** The same with another host. */
    public Options withHost(String newHost) {
        return new Options(newHost, port, seed, config);
    }

    /** The same with another port. */
    public Options withPort(int newPort) {
        return new Options(host, newPort, seed, config);
    }

    /** The same with another seed. */
    public Options withSeed(long newSeed) {
        return new Options(host, port, newSeed, config);
    }

    /** The same with proxies from this file. */
    public Options withConfig(Path newConfig) {
        return new Options(host, port, seed, Optional.of(newConfig));
    }
}
