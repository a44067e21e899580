package refute.toxiproxy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A Toxiproxy, real or built-in, as a child process with its HTTP interface on loopback. */
final class EngineProcess implements AutoCloseable {

    /** Names the real Toxiproxy's binary, if it is not on the path. */
    static final String BINARY_PROPERTY = "refute.toxiproxy.binary";

    private static final int START_TRIES_MAX = 500;

    private final Process process;
    private final int port;

    private EngineProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The real Toxiproxy on this machine. */
    static Optional<Path> realBinary() {
        String named = System.getProperty(BINARY_PROPERTY, "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("toxiproxy-server", "toxiproxy").map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static EngineProcess real(Path binary) throws IOException {
        int port = freePort();
        return start(port, List.of(binary.toString(), "-host", "127.0.0.1", "-port", "" + port, "-proxy-metrics"));
    }

    static EngineProcess builtIn() throws IOException {
        int port = freePort();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return start(
                port,
                List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandaloneServer.class.getName(),
                        "127.0.0.1",
                        "" + port));
    }

    private static EngineProcess start(int port, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LOG_LEVEL", "error");
        EngineProcess engine = new EngineProcess(builder.start(), port);
        engine.awaitAnswer(command);
        return engine;
    }

    private void awaitAnswer(List<String> command) throws IOException {
        for (int i = 0; i < START_TRIES_MAX && process.isAlive(); i++) {
            try (Socket probe = new Socket("127.0.0.1", port)) {
                if (probe.isConnected()) {
                    return;
                }
            } catch (ConnectException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // not yet
            }
        }
        close();
        throw new IOException("no answer on port " + port + " from " + command);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
