package refute.toxiproxy.engine;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A client's socket, its socket to the upstream, and the two links between them. Lives on one loop; only the constructor
 * and {@link #loop} may be called elsewhere.
 */
final class Connection {

    /** One socket with the link that reads from it and the link that writes to it. */
    private final class End implements Loop.Ready {
        private final SocketChannel socket;
        private final SelectionKey key;

        End(SocketChannel socket) throws IOException {
            this.socket = socket;
            this.key = loop.register(socket, 0, this);
        }

        @Override
        public void ready(SelectionKey ready, long now) {
            int operations = ready.readyOps();
            if ((operations & SelectionKey.OP_WRITE) != 0) {
                into(this).sink().flush();
                into(this).pump(now);
            }
            if ((operations & SelectionKey.OP_READ) != 0) {
                outOf(this).read(scratch, now);
            }
            settle(now);
        }

        boolean isOpen() {
            return socket.isOpen();
        }

        /** Tells the selector what is wanted, if that changed: each change costs a system call. */
        void want() {
            if (!isOpen()) {
                return;
            }
            int wanted = (outOf(this).wantsToRead() ? SelectionKey.OP_READ : 0)
                    | (into(this).sink().wantsToWrite() ? SelectionKey.OP_WRITE : 0);
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        }

        void reset() {
            try {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // closed by the peer meanwhile: there is nothing left to reset
            }
        }

        void close(long now) {
            try {
                socket.close();
            } catch (IOException e) {
                // the descriptor is released all the same
            }
            into(this).sink().discard();
            outOf(this).endSource(now);
        }
    }

    private final Loop loop;
    private final Listener listener;
    private final ByteBuffer scratch;
    private final Link upstream;
    private final Link downstream;
    private final End client;
    private final End server;
    private long wakeAt = Stage.NEVER;

    /** Joins two connected, non-blocking sockets. Called on the loop. */
    Connection(Loop loop, Listener listener, SocketChannel client, SocketChannel server, Seed seed) throws IOException {
        this.loop = loop;
        this.listener = listener;
        this.scratch = loop.scratch();
        this.upstream =
                new Link(client, server, loop.pool(), listener.counters(Direction.UPSTREAM), seed.of("upstream"));
        this.downstream =
                new Link(server, client, loop.pool(), listener.counters(Direction.DOWNSTREAM), seed.of("downstream"));
        this.client = new End(client);
        this.server = new End(server);
    }

    Loop loop() {
        return loop;
    }

    private Link outOf(End end) {
        return end == client ? upstream : downstream;
    }

    private Link into(End end) {
        return end == client ? downstream : upstream;
    }

    /** Brings both links into line with the chains of the proxy. */
    void follow(Chains chains, long now) {
        upstream.follow(chains.of(Direction.UPSTREAM), now);
        downstream.follow(chains.of(Direction.DOWNSTREAM), now);
        settle(now);
    }

    /** As in Toxiproxy a connection that begins under a reset toxic ends with a reset, whichever way it ends. */
    void begin(Chains chains, long now) {
        if (chains.all().stream().anyMatch(toxic -> toxic.kind() == ToxicKind.RESET_PEER)) {
            client.reset();
            server.reset();
        }
        follow(chains, now);
    }

    private void wake(long due, long now) {
        if (due != wakeAt) {
            return; // a later plan replaced this one
        }
        wakeAt = Stage.NEVER;
        upstream.pump(now);
        downstream.pump(now);
        settle(now);
    }

    /** Closes what is over, asks for what is wanted, plans the next wake-up. */
    private void settle(long now) {
        closeIfOver(client, now);
        closeIfOver(server, now);
        closeIfOver(client, now); // the end of one socket may have finished the other direction
        if (!client.isOpen() && !server.isOpen()) {
            listener.forget(this);
            return;
        }
        client.want();
        server.want();
        long due = Math.min(upstream.wakeAt(), downstream.wakeAt());
        if (due != wakeAt) {
            wakeAt = due;
            if (due != Stage.NEVER) {
                loop.at(due, then -> wake(due, then));
            }
        }
    }

    private void closeIfOver(End end, long now) {
        Sink sink = into(end).sink();
        if (!sink.drained() || !end.isOpen()) {
            return;
        }
        if (sink.endsInReset()) {
            client.reset();
            server.reset();
        }
        end.close(now);
    }

    /** Closes both sockets at once; data under way is lost. */
    void abort(long now) {
        client.close(now);
        server.close(now);
        listener.forget(this);
    }
}
