package refute.kv.client;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The servers that a client knows, and which of them it talks to. Safe for threads. */
final class Endpoints implements Closeable {
    private static final int MESSAGE_BYTES_MAX = 16 << 20;

    private final Map<String, ManagedChannel> channels = new LinkedHashMap<>();
    private final List<String> addresses;
    private final boolean followHints;
    private String current;

    Endpoints(List<String> addresses, boolean followHints) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a client needs a server's address");
        }
        this.addresses = new ArrayList<>(addresses);
        this.followHints = followHints;
        this.current = addresses.getFirst();
    }

    synchronized String current() {
        return current;
    }

    /** The connection to the current server. A broken one is opened again at once: the pause that grows to minutes would make a server look dead. */
    synchronized ManagedChannel channel() {
        ManagedChannel channel = channels.computeIfAbsent(current, Endpoints::open);
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
        return channel;
    }

    /** The server at that address said who leads; nothing is known if that is empty. */
    synchronized void leaderIs(String asked, String leader) {
        if (!asked.equals(current)) {
            return;
        }
        if (followHints && !leader.isEmpty()) {
            current = leader;
        } else {
            moveOn();
        }
    }

    /** The server at that address does not answer. */
    synchronized void isDown(String asked) {
        if (asked.equals(current)) {
            moveOn();
        }
    }

    private void moveOn() {
        current = addresses.get((addresses.indexOf(current) + 1) % addresses.size());
    }

    private static ManagedChannel open(String address) {
        return NettyChannelBuilder.forTarget("dns:///" + address)
                .usePlaintext()
                .disableRetry()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .build();
    }

    @Override
    public synchronized void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
        for (ManagedChannel channel : channels.values()) {
            try {
                channel.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        channels.clear();
    }
}
