package refute.kv.server;

import java.io.Closeable;
import java.util.HashMap;
import java.util.Map;
import refute.kv.NodeId;
import refute.kv.raft.Member;
import refute.kv.raft.Members;
import refute.kv.raft.PeerMessage;

/** The outgoing connections of one node, one to each other member. Safe for threads. */
final class PeerLinks implements Closeable {
    private final PeerLink.Sender sender;
    private final NodeId self;
    private final Map<NodeId, String> overrides;
    private final Metrics metrics;
    private final Map<NodeId, PeerLink> links = new HashMap<>();

    /**
     * Makes links.
     *
     * @param sender what each connection says of its sender
     * @param self this node
     * @param overrides addresses to use instead of those in the membership: behind proxies, each node sees its own
     * @param metrics counts
     */
    PeerLinks(PeerLink.Sender sender, NodeId self, Map<NodeId, String> overrides, Metrics metrics) {
        this.sender = sender;
        this.self = self;
        this.overrides = Map.copyOf(overrides);
        this.metrics = metrics;
    }

    synchronized void membersAre(Members members) {
        for (Member member : members.all()) {
            if (!member.id().equals(self)) {
                String address = overrides.getOrDefault(member.id(), member.peerAddress());
                links.computeIfAbsent(member.id(), id -> new PeerLink(sender, address, metrics));
            }
        }
        links.entrySet().removeIf(entry -> {
            // A node that knows no members yet answers whoever sends to it, over the links it was given.
            boolean gone = !members.contains(entry.getKey())
                    && !members.all().isEmpty()
                    && !overrides.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    /** A member told where it listens. */
    synchronized void learn(NodeId id, String address) {
        if (!id.equals(self) && !address.isEmpty()) {
            links.computeIfAbsent(id, added -> new PeerLink(sender, overrides.getOrDefault(added, address), metrics));
        }
    }

    synchronized void send(PeerMessage message) {
        PeerLink link = links.get(message.to());
        if (link == null && overrides.containsKey(message.to())) {
            link = new PeerLink(sender, overrides.getOrDefault(message.to(), ""), metrics);
            links.put(message.to(), link);
        }
        if (link == null) {
            metrics.dropped.increment();
        } else {
            link.add(message);
        }
    }

    synchronized void flush() {
        links.values().forEach(PeerLink::flush);
    }

    @Override
    public synchronized void close() {
        links.values().forEach(PeerLink::close);
        links.clear();
    }
}
