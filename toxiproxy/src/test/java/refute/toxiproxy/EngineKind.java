package refute.toxiproxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The two engines that pass the same tests. */
enum EngineKind {
    BUILT_IN,
    REAL;

    /** An engine that runs. */
    interface Running extends AutoCloseable {
        int port();

        @Override
        void close();
    }

    /** Starts the engine, or skips the test and says what is lacking. */
    Running start() throws IOException {
        return switch (this) {
            case BUILT_IN -> builtIn(Options.defaults().withPort(0).withSeed(7));
            case REAL -> {
                Optional<Path> binary = EngineProcess.realBinary();
                Assumptions.assumeTrue(
                        binary.isPresent(),
                        "no real Toxiproxy: put toxiproxy-server on the path, or name it with -D"
                                + EngineProcess.BINARY_PROPERTY + "=FILE");
                EngineProcess process = EngineProcess.real(binary.orElseThrow());
                yield running(process.port(), process::close);
            }
        };
    }

    static Running builtIn(Options options) {
        ToxiproxyServer server = ToxiproxyServer.start(options);
        return running(server.port(), server::close);
    }

    private static Running running(int port, Runnable end) {
        return new Running() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }
}
