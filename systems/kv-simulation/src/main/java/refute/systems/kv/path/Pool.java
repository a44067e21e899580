package refute.systems.kv.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import refute.kv.raft.PeerMessage;

/** All messages that were ever sent. Any of them may arrive at any time, as often as it likes, or never. */
final class Pool {
    private final List<PeerMessage> messages = new ArrayList<>();

    void add(PeerMessage message) {
        messages.add(message);
    }

    /** The latest one of that kind from one node to another that was sent in that term and is as wanted. */
    <B extends PeerMessage.Body> Optional<PeerMessage> find(
            Class<B> kind, LedNode from, LedNode to, long term, Predicate<B> wanted) {
        for (PeerMessage message : messages.reversed()) {
            if (message.from().equals(from.id())
                    && message.to().equals(to.id())
                    && message.term() == term
                    && kind.isInstance(message.body())
                    && wanted.test(kind.cast(message.body()))) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }
}
