package refute.kv.wire;

import java.util.ArrayList;
import java.util.List;
import refute.kv.Bytes;
import refute.kv.GroupId;
import refute.kv.MalformedBytesException;
import refute.kv.NodeId;
import refute.kv.raft.Entry;
import refute.kv.raft.Members;
import refute.kv.raft.PeerMessage;
import refute.kv.raft.SnapshotMeta;
import refute.kv.wire.v1.AppendRequest;
import refute.kv.wire.v1.AppendResponse;
import refute.kv.wire.v1.EntryKind;
import refute.kv.wire.v1.Heartbeat;
import refute.kv.wire.v1.HeartbeatResponse;
import refute.kv.wire.v1.LogEntry;
import refute.kv.wire.v1.PeerEnvelope;
import refute.kv.wire.v1.PreVoteRequest;
import refute.kv.wire.v1.PreVoteResponse;
import refute.kv.wire.v1.ReadIndexRequest;
import refute.kv.wire.v1.ReadIndexResponse;
import refute.kv.wire.v1.SnapshotRequest;
import refute.kv.wire.v1.SnapshotResponse;
import refute.kv.wire.v1.TransferNow;
import refute.kv.wire.v1.VoteRequest;
import refute.kv.wire.v1.VoteResponse;

/** What members say to each other, as protocol buffers. */
public final class PeerCodec {
    private PeerCodec() {}

    /** Returns the message for the wire. */
    public static PeerEnvelope encode(PeerMessage message) {
        PeerEnvelope.Builder out = PeerEnvelope.newBuilder()
                .setGroup(message.group().number())
                .setFrom(message.from().number())
                .setTo(message.to().number())
                .setTerm(message.term());
        switch (message.body()) {
            case PeerMessage.PreVoteRequest body ->
                out.setPreVoteRequest(PreVoteRequest.newBuilder()
                        .setNextTerm(body.nextTerm())
                        .setLastIndex(body.lastIndex())
                        .setLastTerm(body.lastTerm()));
            case PeerMessage.PreVoteResponse body ->
                out.setPreVoteResponse(PreVoteResponse.newBuilder()
                        .setNextTerm(body.nextTerm())
                        .setGranted(body.granted()));
            case PeerMessage.VoteRequest body ->
                out.setVoteRequest(VoteRequest.newBuilder()
                        .setLastIndex(body.lastIndex())
                        .setLastTerm(body.lastTerm())
                        .setTransfer(body.transfer()));
            case PeerMessage.VoteResponse body ->
                out.setVoteResponse(VoteResponse.newBuilder().setGranted(body.granted()));
            case PeerMessage.AppendRequest body -> out.setAppendRequest(append(body));
            case PeerMessage.AppendAccepted body ->
                out.setAppendResponse(
                        AppendResponse.newBuilder().setAccepted(true).setMatchIndex(body.matchIndex()));
            case PeerMessage.AppendRefused body ->
                out.setAppendResponse(AppendResponse.newBuilder()
                        .setRefusedIndex(body.refusedIndex())
                        .setHintIndex(body.hintIndex())
                        .setHintTerm(body.hintTerm()));
            case PeerMessage.Heartbeat body ->
                out.setHeartbeat(Heartbeat.newBuilder().setCommit(body.commit()).setRound(body.round()));
            case PeerMessage.HeartbeatResponse body ->
                out.setHeartbeatResponse(HeartbeatResponse.newBuilder().setRound(body.round()));
            case PeerMessage.SnapshotRequest body -> out.setSnapshotRequest(snapshot(body));
            case PeerMessage.SnapshotResponse body ->
                out.setSnapshotResponse(
                        SnapshotResponse.newBuilder().setIndex(body.index()).setNextFrame(body.nextFrame()));
            case PeerMessage.ReadIndexRequest body ->
                out.setReadIndexRequest(ReadIndexRequest.newBuilder().setAttempt(body.attempt()));
            case PeerMessage.ReadIndexResponse body ->
                out.setReadIndexResponse(ReadIndexResponse.newBuilder()
                        .setAttempt(body.attempt())
                        .setConfirmed(body.confirmed())
                        .setIndex(body.index()));
            case PeerMessage.TransferNow body -> out.setTransferNow(TransferNow.getDefaultInstance());
        }
        return out.build();
    }

    /**
     * Returns the message from the wire.
     *
     * @throws MalformedBytesException if it is none of ours
     */
    public static PeerMessage decode(PeerEnvelope in) {
        try {
            return new PeerMessage(
                    new GroupId(in.getGroup()), NodeId.of(in.getFrom()), NodeId.of(in.getTo()), in.getTerm(), body(in));
        } catch (IllegalArgumentException e) {
            throw new MalformedBytesException("not a message between members: " + e.getMessage());
        }
    }

    private static PeerMessage.Body body(PeerEnvelope in) {
        return switch (in.getBodyCase()) {
            case PRE_VOTE_REQUEST -> {
                PreVoteRequest body = in.getPreVoteRequest();
                yield new PeerMessage.PreVoteRequest(body.getNextTerm(), body.getLastIndex(), body.getLastTerm());
            }
            case PRE_VOTE_RESPONSE ->
                new PeerMessage.PreVoteResponse(
                        in.getPreVoteResponse().getNextTerm(),
                        in.getPreVoteResponse().getGranted());
            case VOTE_REQUEST -> {
                VoteRequest body = in.getVoteRequest();
                yield new PeerMessage.VoteRequest(body.getLastIndex(), body.getLastTerm(), body.getTransfer());
            }
            case VOTE_RESPONSE ->
                new PeerMessage.VoteResponse(in.getVoteResponse().getGranted());
            case APPEND_REQUEST -> append(in.getAppendRequest());
            case APPEND_RESPONSE -> {
                AppendResponse body = in.getAppendResponse();
                yield body.getAccepted()
                        ? new PeerMessage.AppendAccepted(body.getMatchIndex())
                        : new PeerMessage.AppendRefused(
                                body.getRefusedIndex(), body.getHintIndex(), body.getHintTerm());
            }
            case HEARTBEAT ->
                new PeerMessage.Heartbeat(
                        in.getHeartbeat().getCommit(), in.getHeartbeat().getRound());
            case HEARTBEAT_RESPONSE ->
                new PeerMessage.HeartbeatResponse(in.getHeartbeatResponse().getRound());
            case SNAPSHOT_REQUEST -> snapshot(in.getSnapshotRequest());
            case SNAPSHOT_RESPONSE ->
                new PeerMessage.SnapshotResponse(
                        in.getSnapshotResponse().getIndex(),
                        in.getSnapshotResponse().getNextFrame());
            case READ_INDEX_REQUEST ->
                new PeerMessage.ReadIndexRequest(in.getReadIndexRequest().getAttempt());
            case READ_INDEX_RESPONSE -> {
                ReadIndexResponse body = in.getReadIndexResponse();
                yield new PeerMessage.ReadIndexResponse(body.getAttempt(), body.getConfirmed(), body.getIndex());
            }
            case TRANSFER_NOW -> new PeerMessage.TransferNow();
            case BODY_NOT_SET -> throw new MalformedBytesException("a message that says nothing");
        };
    }

    private static AppendRequest append(PeerMessage.AppendRequest body) {
        AppendRequest.Builder out = AppendRequest.newBuilder()
                .setPreviousIndex(body.previousIndex())
                .setPreviousTerm(body.previousTerm())
                .setCommit(body.commit());
        for (Entry entry : body.entries()) {
            out.addEntries(LogEntry.newBuilder()
                    .setIndex(entry.index())
                    .setTerm(entry.term())
                    .setKind(kind(entry.kind()))
                    .setPayload(WireBytes.of(entry.payload())));
        }
        return out.build();
    }

    private static PeerMessage.AppendRequest append(AppendRequest in) {
        List<Entry> entries = new ArrayList<>(in.getEntriesCount());
        long expected = in.getPreviousIndex() + 1;
        for (LogEntry entry : in.getEntriesList()) {
            if (entry.getIndex() != expected++) {
                throw new MalformedBytesException("entry " + entry.getIndex() + " is not where it belongs");
            }
            entries.add(new Entry(
                    entry.getIndex(), entry.getTerm(), kind(entry.getKind()), WireBytes.of(entry.getPayload())));
        }
        return new PeerMessage.AppendRequest(in.getPreviousIndex(), in.getPreviousTerm(), entries, in.getCommit());
    }

    private static SnapshotRequest snapshot(PeerMessage.SnapshotRequest body) {
        return SnapshotRequest.newBuilder()
                .setIndex(body.meta().index())
                .setTerm(body.meta().term())
                .setMembers(WireBytes.of(body.meta().members().encode()))
                .setFrame(body.frame())
                .setData(WireBytes.of(body.data()))
                .setLast(body.last())
                .build();
    }

    private static PeerMessage.SnapshotRequest snapshot(SnapshotRequest in) {
        Bytes members = WireBytes.of(in.getMembers());
        SnapshotMeta meta = new SnapshotMeta(in.getIndex(), in.getTerm(), Members.decode(members));
        return new PeerMessage.SnapshotRequest(meta, in.getFrame(), WireBytes.of(in.getData()), in.getLast());
    }

    private static EntryKind kind(Entry.Kind kind) {
        return switch (kind) {
            case NOOP -> EntryKind.ENTRY_KIND_NOOP;
            case COMMAND -> EntryKind.ENTRY_KIND_COMMAND;
            case MEMBERS -> EntryKind.ENTRY_KIND_MEMBERS;
        };
    }

    private static Entry.Kind kind(EntryKind kind) {
        return switch (kind) {
            case ENTRY_KIND_NOOP -> Entry.Kind.NOOP;
            case ENTRY_KIND_COMMAND -> Entry.Kind.COMMAND;
            case ENTRY_KIND_MEMBERS -> Entry.Kind.MEMBERS;
            case UNRECOGNIZED -> throw new MalformedBytesException("an entry of an unknown kind");
        };
    }
}
