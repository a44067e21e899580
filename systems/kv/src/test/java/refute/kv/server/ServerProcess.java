package refute.kv.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server in a process of its own, on loopback. */
final class ServerProcess implements AutoCloseable {
    final int id;
    final int peerPort;
    final int clientPort;
    private final Path folder;
    private Process process;

    ServerProcess(int id, Path folder) throws IOException {
        this.id = id;
        this.folder = folder;
        this.peerPort = freePort();
        this.clientPort = freePort();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String clientAddress() {
        return "127.0.0.1:" + clientPort;
    }

    String peerAddress() {
        return "127.0.0.1:" + peerPort;
    }

    String memberFlag() {
        return "--member=" + id + "=" + peerAddress() + "," + clientAddress();
    }

    void start(List<String> flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KvServer.class.getName(),
                "--node-id=" + id,
                "--data=" + folder,
                "--listen-peer=" + peerAddress(),
                "--listen-client=" + clientAddress(),
                "--heartbeat=50ms",
                "--election-timeout=300ms",
                "--snapshot-count=200"));
        command.addAll(flags);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder + ".log")))
                .start();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("node " + id + " does not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
