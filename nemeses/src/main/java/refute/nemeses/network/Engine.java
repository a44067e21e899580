package refute.nemeses.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.system.Endpoint;
import refute.harness.world.processes.Executables;
import refute.harness.world.processes.Guard;
import refute.toxiproxy.Options;
import refute.toxiproxy.ToxiproxyServer;

/** A Toxiproxy that can be started. */
sealed interface Engine {
    /** Its name and version. */
    String name();

    /**
     * Starts it.
     *
     * @param host a loopback address for its HTTP interface
     */
    Running start(String host, Seed seed);

    /** One that runs. */
    interface Running extends AutoCloseable {
        /** Its HTTP interface. */
        Endpoint api();

        /** Whether it changes many toxics in one call. */
        boolean batches();

        /** Whether its metrics count bytes as they pass, and not when their connection ends. */
        boolean countsLive();

        @Override
        void close();
    }

    /** The one in this process. */
    record BuiltIn() implements Engine {
        @Override
        public String name() {
            return "builtin";
        }

        @Override
        public Running start(String host, Seed seed) {
            ToxiproxyServer server = ToxiproxyServer.start(
                    Options.defaults().withHost(host).withPort(0).withSeed(seed.value()));
            Endpoint api = new Endpoint(host, server.port());
            return new Running() {
                @Override
                public Endpoint api() {
                    return api;
                }

                @Override
                public boolean batches() {
                    return true;
                }

                @Override
                public boolean countsLive() {
                    return true;
                }

                @Override
                public void close() {
                    server.close();
                }
            };
        }
    }

    /** The real Toxiproxy as a child process, which does not outlive this one. */
    record Real(Path program) implements Engine {
        /** Names the program, when it is in none of the usual places. */
        static final String PROPERTY = "refute.toxiproxy";

        private static final int START_POLLS_MAX = 500;
        private static final long POLL_NANOS = 10_000_000;

        /** The program of the system property, on the path, or in the cache, the newest of those first. */
        static Optional<Path> find() {
            Stream<Path> named = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).stream();
            Stream<Path> onPath = Executables.find("toxiproxy-server").stream();
            return Stream.of(named, onPath, cached())
                    .flatMap(places -> places)
                    .filter(Files::isExecutable)
                    .map(Path::toAbsolutePath)
                    .findFirst();
        }

        private static Stream<Path> cached() {
            String home = System.getProperty("user.home");
            Path cache =
                    Path.of(System.getenv().getOrDefault("XDG_CACHE_HOME", home + "/.cache"), "refute", "toxiproxy");
            if (!Files.isDirectory(cache)) {
                return Stream.empty();
            }
            try (Stream<Path> versions = Files.list(cache)) {
                return versions
                        .sorted()
                        .map(version -> version.resolve("toxiproxy-server"))
                        .toList()
                        .reversed()
                        .stream();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot look into " + cache, e);
            }
        }

        /** @throws BadInput if there is none, with the ways to get one */
        static Real found() {
            return find().map(Real::new)
                    .orElseThrow(() -> new BadInput(
                            "--proxy toxiproxy",
                            "no toxiproxy-server on the PATH",
                            "go install github.com/Shopify/toxiproxy/v2/cmd/server@v2.12.0 and name it toxiproxy-server, or"
                                    + " use --proxy builtin"));
        }

        @Override
        public String name() {
            try {
                Process asked = new ProcessBuilder(program.toString(), "-version")
                        .redirectErrorStream(true)
                        .start();
                String answer =
                        new String(asked.getInputStream().readNBytes(200), java.nio.charset.StandardCharsets.UTF_8);
                asked.waitFor(5, TimeUnit.SECONDS);
                return "toxiproxy " + answer.strip().replaceAll(".*version ", "");
            } catch (IOException e) {
                throw new UncheckedIOException(program + " cannot be executed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "toxiproxy";
            }
        }

        @Override
        public Running start(String host, Seed seed) {
            Endpoint api = new Endpoint(host, freePort(host));
            Guard guard = Guard.open();
            try {
                Process server = guard.start(new ProcessBuilder(
                                program.toString(),
                                "-host",
                                host,
                                "-port",
                                Integer.toString(api.port()),
                                "-seed",
                                Long.toString(seed.value() & Long.MAX_VALUE),
                                "-proxy-metrics")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD));
                awaitAnswer(server, api);
            } catch (IOException e) {
                guard.close();
                throw new UncheckedIOException(program + " does not start", e);
            } catch (RuntimeException | Error e) {
                guard.close();
                throw e;
            }
            return new Running() {
                @Override
                public Endpoint api() {
                    return api;
                }

                @Override
                public boolean batches() {
                    return false;
                }

                @Override
                public boolean countsLive() {
                    return false;
                }

                @Override
                public void close() {
                    guard.close();
                }
            };
        }

        private void awaitAnswer(Process server, Endpoint api) {
            for (int i = 0; i < START_POLLS_MAX && server.isAlive(); i++) {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(api.host(), api.port()), 1000);
                    return;
                } catch (IOException e) {
                    // Not yet: it tells nobody when it listens.
                    LockSupport.parkNanos(POLL_NANOS);
                }
            }
            throw new BadInput(
                    "program " + program,
                    server.isAlive()
                            ? "does not answer as Toxiproxy on " + api
                            : "is no Toxiproxy: it ended with exit code " + server.exitValue(),
                    "");
        }

        private static int freePort(String host) {
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
                return probe.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException("no free port on " + host, e);
            }
        }
    }
}
