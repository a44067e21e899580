package refute.harness.world.containers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a container engine answers: one small request over its socket, without loading a client library, so that it takes
 * milliseconds both where there is an engine and where there is none.
 *
 * @param lack what is missing and what gets it; empty if an engine answers
 * @param apiVersion the newest API that it speaks, if it said so
 */
record EngineProbe(Optional<String> lack, Optional<String> apiVersion) {
    private static final long WITHIN_NANOS = 3_000_000_000L;
    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";
    private static final Pattern API_VERSION = Pattern.compile("(?im)^api-version:\\s*([0-9.]+)\\s*$");
    private static final String INSTEAD = ", or use --world processes";

    static EngineProbe now() {
        return of(System.getenv());
    }

    static EngineProbe of(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        if (host.isEmpty()) {
            List<Path> usual = usualSockets(environment);
            return usual.stream()
                    .filter(Files::exists)
                    .findFirst()
                    .map(EngineProbe::ofSocket)
                    .orElseGet(() -> lacking("no container engine: there is no socket " + usual.getFirst()
                            + " (Debian, as root: apt-get install docker.io, then start dockerd; elsewhere install Docker"
                            + " and start it)"));
        }
        URI uri = URI.create(host);
        if ("unix".equals(uri.getScheme())) {
            return ofSocket(Path.of(uri.getPath()));
        }
        if ("tcp".equals(uri.getScheme())
                && environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()) {
            return ping(host, new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 2375 : uri.getPort()));
        }
        // An engine behind TLS or SSH cannot be asked in one line; the client library will say what is wrong with it.
        return new EngineProbe(Optional.empty(), Optional.empty());
    }

    private static List<Path> usualSockets(Map<String, String> environment) {
        List<Path> sockets = new ArrayList<>();
        sockets.add(Path.of("/var/run/docker.sock"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            sockets.add(Path.of(runtime, "docker.sock"));
        }
        String home = System.getProperty("user.home");
        sockets.add(Path.of(home, ".docker", "run", "docker.sock"));
        sockets.add(Path.of(home, ".docker", "desktop", "docker.sock"));
        return sockets;
    }

    private static EngineProbe ofSocket(Path socket) {
        if (!Files.exists(socket)) {
            return lacking("no container engine: there is no socket " + socket
                    + ", which DOCKER_HOST names (start the engine" + " that makes it, or unset DOCKER_HOST)");
        }
        if (!Files.isWritable(socket)) {
            return lacking("no permission to use the container engine at " + socket + " (as root: usermod -aG docker "
                    + System.getProperty("user.name") + ", then log in again)");
        }
        return ping(socket.toString(), UnixDomainSocketAddress.of(socket));
    }

    private static EngineProbe ping(String where, SocketAddress address) {
        try {
            String answer = ask(address);
            if (!answer.matches("(?s)HTTP/1\\.[01] 200 .*")) {
                return lacking("what answers at " + where + " is no container engine: "
                        + answer.lines().findFirst().orElse("(it says nothing)"));
            }
            Matcher version = API_VERSION.matcher(answer);
            return new EngineProbe(Optional.empty(), version.find() ? Optional.of(version.group(1)) : Optional.empty());
        } catch (IOException e) {
            return lacking("the container engine at " + where + " does not answer: " + e.getMessage()
                    + " (start it: systemctl start docker, or dockerd as root)");
        }
    }

    private static String ask(SocketAddress address) throws IOException {
        long deadline = System.nanoTime() + WITHIN_NANOS;
        try (SocketChannel channel = address instanceof UnixDomainSocketAddress
                        ? SocketChannel.open(StandardProtocolFamily.UNIX)
                        : SocketChannel.open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            boolean connected = channel.connect(address);
            SelectionKey key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
            if (!connected) {
                await(selector, deadline);
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
            }
            // So few bytes always fit into the socket's buffer.
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(4096);
            do {
                await(selector, deadline);
            } while (channel.read(answer) >= 0 && answer.hasRemaining());
            return new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void await(Selector selector, long deadline) throws IOException {
        long millis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        if (System.nanoTime() > deadline || selector.select(millis) == 0) {
            throw new IOException("no answer within " + WITHIN_NANOS / 1_000_000_000 + " s");
        }
        selector.selectedKeys().clear();
    }

    private static EngineProbe lacking(String what) {
        return new EngineProbe(Optional.of(what + INSTEAD), Optional.empty());
    }
}
