package refute.systems.etcd;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import refute.harness.system.Endpoint;

/**
 * Speaks just enough HTTP/2 (RFC 9113) on a bare socket to count the requests that really arrive, as HEADERS frames over all
 * connections, and to end each in one way. It never answers well.
 */
final class WireServer implements AutoCloseable {
    private static final int PREFACE_BYTES = 24;
    private static final int FRAME_HEADERS = 1;
    private static final int FRAME_RST_STREAM = 3;
    private static final int FRAME_SETTINGS = 4;
    private static final int FRAME_PING = 6;
    private static final int FRAME_GOAWAY = 7;
    private static final int REFUSED_STREAM = 7;

    /** What happens to a request, or to a connection. */
    enum Behaviour {
        /** The stream is refused: the client may retry, says the standard. */
        REFUSE_STREAM,
        /** The connection is ended by announcement, with no stream processed: the client may retry, says the standard. */
        GO_AWAY,
        /** The connection is closed. */
        CLOSE,
        /** The connection is reset. */
        RESET,
        /** Nothing. */
        SILENCE,
        /** Connections are accepted and never greeted. */
        NO_GREETING,
        /** Connections are accepted and closed. */
        CLOSE_ON_ACCEPT
    }

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    WireServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("wire-server").start(this::accept);
    }

    Endpoint endpoint() {
        return new Endpoint(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().name("wire-connection").start(() -> serve(socket));
            }
        } catch (SocketException closed) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (behaviour == Behaviour.CLOSE_ON_ACCEPT) {
                return;
            }
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            in.readFully(new byte[PREFACE_BYTES]);
            if (behaviour != Behaviour.NO_GREETING) {
                frame(out, FRAME_SETTINGS, 0, 0, new byte[0]);
            }
            boolean more = true;
            while (more) {
                more = frame(socket, in, out);
            }
        } catch (EOFException | SocketException ended) {
            // By the client, or by the end of the test.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean frame(Socket socket, DataInputStream in, OutputStream out) throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = new byte[length];
        in.readFully(payload);
        if (type == FRAME_HEADERS) {
            requests.incrementAndGet();
            return request(socket, out, stream);
        }
        if ((type == FRAME_SETTINGS || type == FRAME_PING) && (flags & 1) == 0 && behaviour != Behaviour.NO_GREETING) {
            frame(out, type, 1, 0, type == FRAME_PING ? payload : new byte[0]);
        }
        return true;
    }

    private boolean request(Socket socket, OutputStream out, int stream) throws IOException {
        return switch (behaviour) {
            case REFUSE_STREAM -> {
                frame(out, FRAME_RST_STREAM, 0, stream, new byte[] {0, 0, 0, REFUSED_STREAM});
                yield true;
            }
            case GO_AWAY -> {
                frame(out, FRAME_GOAWAY, 0, 0, new byte[8]);
                yield true;
            }
            case CLOSE -> false;
            case RESET -> {
                socket.setSoLinger(true, 0);
                yield false;
            }
            case SILENCE, NO_GREETING, CLOSE_ON_ACCEPT -> true;
        };
    }

    private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        byte[] whole = new byte[9 + payload.length];
        whole[2] = (byte) payload.length;
        whole[3] = (byte) type;
        whole[4] = (byte) flags;
        whole[5] = (byte) (stream >>> 24);
        whole[6] = (byte) (stream >>> 16);
        whole[7] = (byte) (stream >>> 8);
        whole[8] = (byte) stream;
        System.arraycopy(payload, 0, whole, 9, payload.length);
        out.write(whole);
        out.flush();
    }
}
