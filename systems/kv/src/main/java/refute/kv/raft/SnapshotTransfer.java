package refute.kv.raft;

import java.util.Iterator;
import java.util.Optional;
import refute.kv.Bytes;
import refute.kv.MalformedBytesException;
import refute.kv.NodeId;
import refute.kv.mutant.Mutant;
import refute.kv.state.ImageAssembly;
import refute.kv.state.StateImage;

/**
 * Brings a member that is too far behind up to date: frame by frame, the next when the last is acknowledged. The leader sends the state as
 * it is when it notices the need; nothing is read from a disk.
 */
final class SnapshotTransfer {
    private final Variables v;
    private final Durability durability;
    private final Trace trace;
    private Optional<Receiving> receiving = Optional.empty();

    /** A snapshot on its way to a member. */
    static final class Sending {
        final SnapshotMeta meta;
        private final Iterator<Bytes> frames;
        private int frame;
        private Bytes data;
        private long sentAt;

        private Sending(SnapshotMeta meta, Iterator<Bytes> frames) {
            this.meta = meta;
            this.frames = frames;
            this.data = frames.next();
        }
    }

    /** A snapshot that comes in. */
    private static final class Receiving {
        private final SnapshotMeta meta;
        private final long term;
        private final ImageAssembly assembly = StateImage.assemble();
        private int nextFrame;

        private Receiving(SnapshotMeta meta, long term) {
            this.meta = meta;
            this.term = term;
        }
    }

    SnapshotTransfer(Variables variables, Durability durability, Trace trace) {
        this.v = variables;
        this.durability = durability;
        this.trace = trace;
    }

    /** Starts to send the present state. */
    void start(NodeId to, Progress progress) {
        SnapshotMeta meta = new SnapshotMeta(v.applied, v.log.term(v.applied), v.log.membersAt(v.applied));
        Sending sending = new Sending(meta, v.machine.freeze().frames(v.mutants));
        progress.mode = Progress.Mode.SNAPSHOT;
        progress.sending = Optional.of(sending);
        trace.event("SnapshotSend", "to", to, "index", meta.index());
        sendFrame(to, sending);
    }

    /** Sends a frame again that was not acknowledged for long. */
    void tick(NodeId to, Progress progress) {
        progress.sending
                .filter(sending ->
                        v.now.nanos() - sending.sentAt >= v.settings.timing().electionNanos() / 2)
                .ifPresent(sending -> sendFrame(to, sending));
    }

    void onResponse(NodeId from, Progress progress, PeerMessage.SnapshotResponse response) {
        Sending sending = progress.sending.orElse(null);
        if (sending == null || sending.meta.index() != response.index()) {
            return;
        }
        if (response.nextFrame() == 0) {
            // The follower restarted and lost the first frames, which are gone here too.
            start(from, progress);
            return;
        }
        boolean moved = false;
        // Equal snapshots give equal frames, so a follower may be ahead of a leader that starts the same one again.
        while (sending.frame < response.nextFrame() && sending.frames.hasNext()) {
            sending.frame++;
            sending.data = sending.frames.next();
            moved = true;
        }
        if (moved) {
            sendFrame(from, sending);
        }
    }

    private void sendFrame(NodeId to, Sending sending) {
        sending.sentAt = v.now.nanos();
        v.send(
                to,
                new PeerMessage.SnapshotRequest(sending.meta, sending.frame, sending.data, !sending.frames.hasNext()));
    }

    /** Takes a frame from the leader; returns the snapshot if it is complete and newer than what this node has. */
    Optional<SnapshotMeta> onRequest(NodeId from, PeerMessage.SnapshotRequest request) {
        SnapshotMeta meta = request.meta();
        boolean newer = meta.index() > v.commit || v.mutants.has(Mutant.M19);
        if (!newer) {
            trace.event("AppendReceive", "from", from, "previous", v.commit, "match", v.commit);
            durability.sendAfterLog(from, new PeerMessage.AppendAccepted(v.commit));
            return Optional.empty();
        }
        Receiving current = receive(meta);
        if (current.nextFrame == request.frame()) {
            try {
                current.assembly.accept(request.data());
            } catch (MalformedBytesException e) {
                receiving = Optional.empty();
                return Optional.empty();
            }
            current.nextFrame++;
            if (request.last()) {
                receiving = Optional.empty();
                install(from, meta, current.assembly.finish());
                return Optional.of(meta);
            }
        }
        v.send(from, new PeerMessage.SnapshotResponse(meta.index(), current.nextFrame));
        return Optional.empty();
    }

    private Receiving receive(SnapshotMeta meta) {
        Receiving current = receiving
                .filter(known -> known.meta.equals(meta) && known.term == v.term)
                .orElseGet(() -> new Receiving(meta, v.term));
        receiving = Optional.of(current);
        return current;
    }

    private void install(NodeId from, SnapshotMeta meta, StateImage image) {
        if (v.log.matches(meta.index(), meta.term()) && meta.index() > v.commit) {
            // The log has it all: what follows the snapshot's index stays (figure 5.3, rule 6).
            v.commit = meta.index();
        } else {
            v.log.reset(meta);
            v.machine.restore(image);
            v.commit = meta.index();
            v.applied = meta.index();
            durability.installed(new Write.InstallSnapshot(meta, image));
            v.effects.add(new Effect.MembersAre(v.members()));
        }
        trace.event("SnapshotInstall", "from", from, "index", meta.index());
        durability.sendAfterLog(from, new PeerMessage.AppendAccepted(meta.index()));
    }
}
