package refute.toxiproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Random;

/** An upstream that hands its connections to the test, and the sockets on both sides of a proxy. */
final class Upstream implements AutoCloseable {

    /** A client's socket and the upstream's, with a proxy between them. */
    record Pair(Socket client, Socket server) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            client.close();
            server.close();
        }
    }

    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket socket;

    Upstream() throws IOException {
        socket = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Connects through the proxy that listens there. */
    Pair connect(String listen) throws IOException {
        Socket client = dial(listen);
        Socket server = socket.accept();
        server.setSoTimeout(PATIENCE_MILLIS);
        server.setTcpNoDelay(true);
        return new Pair(client, server);
    }

    static Socket dial(String listen) throws IOException {
        int colon = listen.lastIndexOf(':');
        Socket client = new Socket(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
        client.setSoTimeout(PATIENCE_MILLIS);
        client.setTcpNoDelay(true);
        return client;
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    /** Writes on a thread of its own, since a proxy may not take all. */
    static Thread write(Socket socket, byte[] bytes) {
        return Thread.startVirtualThread(() -> {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static byte[] read(Socket socket, int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** Whether nothing arrives for so long. */
    static boolean isSilent(Socket socket, int millis) throws IOException {
        int patience = socket.getSoTimeout();
        socket.setSoTimeout(millis);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(patience);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
