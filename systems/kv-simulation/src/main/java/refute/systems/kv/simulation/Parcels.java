package refute.systems.kv.simulation;

import java.util.List;
import refute.harness.world.simulation.Parcel;
import refute.kv.Bytes;
import refute.kv.raft.Entry;
import refute.kv.raft.Outcome;
import refute.kv.raft.PeerMessage;
import refute.kv.state.Query;

/** What the store sends, with about its length and a digest of what matters in it. */
final class Parcels {
    private static final int ENVELOPE_BYTES = 40;

    private Parcels() {}

    static Parcel of(PeerMessage message) {
        PeerMessage.Body body = message.body();
        long digest =
                mix(message.term(), message.from().number() * 64L + message.to().number());
        return switch (body) {
            case PeerMessage.PreVoteRequest m ->
                parcel(message, 0, mix(digest, 1, m.nextTerm(), m.lastIndex(), m.lastTerm()));
            case PeerMessage.PreVoteResponse m -> parcel(message, 0, mix(digest, 2, m.nextTerm(), bit(m.granted())));
            case PeerMessage.VoteRequest m ->
                parcel(message, 0, mix(digest, 3, m.lastIndex(), m.lastTerm(), bit(m.transfer())));
            case PeerMessage.VoteResponse m -> parcel(message, 0, mix(digest, 4, bit(m.granted())));
            case PeerMessage.AppendRequest m ->
                parcel(
                        message,
                        bytes(m.entries()),
                        mix(
                                digest,
                                5,
                                m.previousIndex(),
                                m.previousTerm(),
                                m.entries().size(),
                                m.commit()));
            case PeerMessage.AppendAccepted m -> parcel(message, 0, mix(digest, 6, m.matchIndex()));
            case PeerMessage.AppendRefused m ->
                parcel(message, 0, mix(digest, 7, m.refusedIndex(), m.hintIndex(), m.hintTerm()));
            case PeerMessage.Heartbeat m -> parcel(message, 0, mix(digest, 8, m.commit(), m.round()));
            case PeerMessage.HeartbeatResponse m -> parcel(message, 0, mix(digest, 9, m.round()));
            case PeerMessage.SnapshotRequest m ->
                parcel(message, m.data().size(), mix(digest, 10, m.meta().index(), m.frame()));
            case PeerMessage.SnapshotResponse m -> parcel(message, 0, mix(digest, 11, m.index(), m.nextFrame()));
            case PeerMessage.ReadIndexRequest m -> parcel(message, 0, mix(digest, 12, m.attempt()));
            case PeerMessage.ReadIndexResponse m ->
                parcel(message, 0, mix(digest, 13, m.attempt(), bit(m.confirmed()), m.index()));
            case PeerMessage.TransferNow m -> parcel(message, 0, mix(digest, 14));
        };
    }

    static Parcel of(KvRequest request) {
        return switch (request) {
            case KvRequest.Write write -> {
                Bytes payload = write.command().encode();
                yield new Parcel(request, ENVELOPE_BYTES + payload.size(), payload.hashCode());
            }
            case KvRequest.Ask ask ->
                new Parcel(
                        request,
                        2 * ENVELOPE_BYTES,
                        mix(28, digest(ask.query()), ask.consistency().name().hashCode()));
            case KvRequest.Change change ->
                new Parcel(
                        request,
                        ENVELOPE_BYTES,
                        mix(25, change.change().toString().hashCode()));
            case KvRequest.Transfer transfer ->
                new Parcel(request, ENVELOPE_BYTES, mix(26, transfer.target().number()));
            case KvRequest.Membership membership -> new Parcel(request, ENVELOPE_BYTES, 27);
        };
    }

    private static long digest(Query query) {
        return switch (query) {
            case Query.Get get -> mix(1, get.key().hashCode());
            case Query.Scan scan -> mix(2, scan.from().hashCode(), scan.to().hashCode(), scan.limit());
            case Query.ReadLog read -> mix(3, read.stream().hashCode(), read.from(), read.limit());
        };
    }

    static Parcel of(Outcome outcome) {
        return new Parcel(outcome, 2 * ENVELOPE_BYTES, digest(outcome));
    }

    private static long digest(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> mix(21, done.index());
            case Outcome.Answered answered -> mix(22, answered.index(), bit(answered.stale()));
            case Outcome.Changed changed -> mix(23, changed.members().toString().hashCode());
            case Outcome.Failed failed ->
                mix(24, failed.reason().name().hashCode(), failed.leader().number());
        };
    }

    private static Parcel parcel(PeerMessage message, int bytes, long digest) {
        return new Parcel(message, ENVELOPE_BYTES + bytes, digest);
    }

    private static int bytes(List<Entry> entries) {
        int bytes = 0;
        for (Entry entry : entries) {
            bytes += entry.weight();
        }
        return bytes;
    }

    private static long bit(boolean set) {
        return set ? 1 : 0;
    }

    private static long mix(long one, long two) {
        return mixed(mixed(0, one), two);
    }

    private static long mix(long one, long two, long three) {
        return mixed(mix(one, two), three);
    }

    private static long mix(long one, long two, long three, long four) {
        return mixed(mix(one, two, three), four);
    }

    private static long mix(long one, long two, long three, long four, long five) {
        return mixed(mix(one, two, three, four), five);
    }

    private static long mix(long one, long two, long three, long four, long five, long six) {
        return mixed(mix(one, two, three, four, five), six);
    }

    private static long mixed(long before, long number) {
        long mixed = (before ^ number) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 32);
    }
}
