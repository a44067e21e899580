package refute.systems.kv;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeStatus;
import refute.harness.system.Reads;
import refute.harness.system.Reply;
import refute.kv.client.KvClient;
import refute.kv.client.KvException;
import refute.kv.client.KvSession;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Consistency;
import refute.kv.raft.Role;
import refute.kv.state.Operation;
import refute.kv.state.Result;
import refute.kv.wire.v1.StatusReply;

/**
 * A process's connection: the store's own client, bound to one node, so that one invocation is one request. With sessions it may
 * go to any node, through the clients' proxy of each, and repeats a write until it is answered or the time is up.
 *
 * <p>Used by one process, one call at a time; calls block.
 */
final class KvLink implements AutoCloseable {
    /** With sessions, how many attempts a write has time for if none is answered. */
    private static final int ATTEMPTS = 5;

    private final KvClient client;
    private final Duration timeout;
    private final Consistency consistency;
    private final boolean sessions;
    private final Mutants mutants;
    private @Nullable KvSession session;

    private KvLink(KvClient client, Connection connection, KvSettings settings) {
        this.client = client;
        this.timeout = connection.timeout();
        this.consistency = connection.reads() == Reads.SERIALIZABLE ? Consistency.STALE : settings.linearizable();
        this.sessions = settings.sessions();
        this.mutants = settings.mutant().map(Mutants::of).orElse(Mutants.NONE);
    }

    /** Opens nothing yet: the first request does. */
    static KvLink open(List<Endpoint> endpoints, Connection connection, KvSettings settings) {
        Duration each = settings.sessions() ? connection.timeout().dividedBy(ATTEMPTS) : connection.timeout();
        List<String> addresses = endpoints.stream().map(Endpoint::toString).toList();
        return new KvLink(KvClient.connectOnlyTo(addresses, each), connection, settings);
    }

    /** A read: without an answer it surely had no effect. */
    CompletionStage<Reply> read(Question question) {
        try {
            return CompletableFuture.completedFuture(question.ask(client, consistency));
        } catch (KvException e) {
            return CompletableFuture.completedFuture(KvErrors.ofRead(e));
        }
    }

    /** A write of keys. */
    CompletionStage<Reply> write(Operation operation, Function<Result.Written, Reply> answer) {
        if (sessions && session == null) {
            try {
                session = client.openSession(mutants);
            } catch (KvException e) {
                return CompletableFuture.completedFuture(KvErrors.ofSession(e));
            }
        }
        try {
            Result result = session == null ? client.write(operation) : session.write(operation, timeout);
            return CompletableFuture.completedFuture(answer.apply((Result.Written) result));
        } catch (KvException e) {
            if (e.kind() == KvException.Kind.SESSION) {
                session = null;
            }
            return CompletableFuture.completedFuture(KvErrors.ofWrite(e));
        }
    }

    /** What the node says of itself; blocks for at most the time-out. */
    Optional<NodeStatus> status() {
        try {
            StatusReply status = client.status();
            boolean leads = status.getRole().equals(Role.LEADER.name());
            return Optional.of(new NodeStatus(leads, status.getTerm(), Kv.VERSION));
        } catch (KvException noAnswer) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** One read request. */
    interface Question {
        Reply ask(KvClient client, Consistency consistency) throws KvException;
    }
}
