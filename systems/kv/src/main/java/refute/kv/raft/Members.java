package refute.kv.raft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import refute.kv.Bytes;
import refute.kv.BytesReader;
import refute.kv.BytesWriter;
import refute.kv.NodeId;

/** The members of a group, in the order of their names. Immutable. */
public final class Members {
    /** Nobody: what a node that waits to be added knows. */
    public static final Members NOBODY = new Members(List.of());

    private final List<Member> all;
    private final List<NodeId> voters;
    private final List<NodeId> ids;

    private Members(Collection<Member> members) {
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparing(Member::id));
        this.all = List.copyOf(sorted);
        this.voters = all.stream().filter(Member::voter).map(Member::id).toList();
        this.ids = all.stream().map(Member::id).toList();
        if (ids.stream().distinct().count() != ids.size()) {
            throw new IllegalArgumentException("a member is named twice: " + ids);
        }
    }

    /** Returns these members. */
    public static Members of(Collection<Member> members) {
        return members.isEmpty() ? NOBODY : new Members(members);
    }

    /** Returns voters of these numbers, without addresses. */
    public static Members voters(int... numbers) {
        List<Member> members = new ArrayList<>();
        for (int number : numbers) {
            members.add(Member.voter(NodeId.of(number)));
        }
        return of(members);
    }

    /** Returns all members. */
    public List<Member> all() {
        return all;
    }

    /** Returns the names of all members. */
    public List<NodeId> ids() {
        return ids;
    }

    /** Returns the names of those who vote. */
    public List<NodeId> voters() {
        return voters;
    }

    /** Returns how many voters are a majority. */
    public int quorum() {
        return voters.size() / 2 + 1;
    }

    /** Returns whether that node votes. */
    public boolean isVoter(NodeId id) {
        return voters.contains(id);
    }

    /** Returns whether that node is a member. */
    public boolean contains(NodeId id) {
        return ids.contains(id);
    }

    /** Returns the member of that name. */
    public Optional<Member> find(NodeId id) {
        return all.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    /** Returns these members with one more, or with another one of the same name. */
    public Members with(Member member) {
        List<Member> changed = new ArrayList<>(without(member.id()).all);
        changed.add(member);
        return of(changed);
    }

    /** Returns these members without that one. */
    public Members without(NodeId id) {
        return of(all.stream().filter(member -> !member.id().equals(id)).toList());
    }

    /** Returns the members as the payload of a log entry. */
    public Bytes encode() {
        BytesWriter out = new BytesWriter();
        out.putNumber(all.size());
        for (Member member : all) {
            out.putNumber(member.id().number()).putBoolean(member.voter());
            out.putText(member.peerAddress()).putText(member.clientAddress());
        }
        return out.toBytes();
    }

    /**
     * Returns the members of a payload.
     *
     * @throws refute.kv.MalformedBytesException if the payload is none
     */
    public static Members decode(Bytes payload) {
        BytesReader in = new BytesReader(payload);
        int count = in.getCount();
        List<Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            NodeId id = NodeId.of((int) Math.min(in.getNumber(), Integer.MAX_VALUE));
            members.add(new Member(id, in.getBoolean(), in.getText(), in.getText()));
        }
        in.expectEnd();
        return of(members);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Members members && all.equals(members.all));
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (Member member : all) {
            text.append(text.length() == 1 ? "" : " ").append(member.id()).append(member.voter() ? "" : "?");
        }
        return text.append('}').toString();
    }
}
