package refute.systems.etcd;

import io.grpc.Status;
import java.util.List;
import java.util.Locale;
import refute.harness.system.Reply;

/**
 * What etcd's and gRPC's errors mean: the one list of those after which a write <em>surely did not happen and never will</em>
 * ({@code fail}). Whatever is not on it is unknown ({@code info}); to leave an error off costs a little of a checker's power,
 * to put a wrong one on accuses an innocent system.
 *
 * <p>Errors are told apart by their text, not their gRPC code: some reach the client with another code than etcd documents
 * ({@code too many requests} is mapped to an error without a gRPC status in {@code api/v3rpc/util.go} and arrives as
 * {@code UNKNOWN}). File names are those of etcd 3.6 below {@code server/etcdserver}; 3.4.23 and 3.5 do the same.
 *
 * <p>Not on the list, though they look as if they belonged there:
 *
 * <ul>
 *   <li>{@code mvcc: database space exceeded}: the check before the proposal refuses ({@code api/v3rpc/quota.go}), but
 *       {@code apply/quota.go} applies the write and <em>then</em> answers with the same error.
 *   <li>{@code request timed out}, also "possibly due to previous leader failure", "due to connection lost": the proposal was
 *       made and nobody waited for its end ({@code v3_server.go, processInternalRaftRequestOnce}).
 *   <li>{@code server stopped}, {@code request canceled}: as above.
 *   <li>{@code leader changed}, {@code not leader}, {@code unhealthy cluster}, {@code corrupt cluster}: no write's path says
 *       them before the proposal, so should one come, nothing is known.
 *   <li>{@code context deadline exceeded}: it comes from waiting for a leader, when nothing was proposed, and from waiting for
 *       the result, alike.
 *   <li>{@code UNAVAILABLE} of gRPC itself (connection lost or reset, stream refused): the request may have arrived.
 * </ul>
 */
final class EtcdErrors {
    private static final int DETAIL_CHARACTERS_MAX = 200;

    /** An error that says that nothing was done. */
    record Refusal(String message, String word, String because) {}

    /** Every one of etcd's errors that counts as {@code fail} for a write. */
    static final List<Refusal> REFUSALS = List.of(
            new Refusal(
                    "etcdserver: too many requests",
                    "too-many-requests",
                    "v3_server.go, processInternalRaftRequestOnce: refused before the proposal, when too many entries are"
                            + " committed and not yet applied"),
            new Refusal(
                    "etcdserver: request is too large",
                    "request-too-large",
                    "v3_server.go, processInternalRaftRequestOnce: refused before the proposal, by its size"),
            new Refusal(
                    "etcdserver: key is not provided",
                    "no-key",
                    "api/v3rpc/key.go, checkPutRequest and checkTxnRequest: refused before the proposal"),
            new Refusal(
                    "etcdserver: too many operations in txn request",
                    "too-many-operations",
                    "api/v3rpc/key.go, checkTxnRequest: refused before the proposal"),
            new Refusal(
                    "etcdserver: duplicate key given in txn request",
                    "duplicate-key",
                    "api/v3rpc/key.go, checkIntervals: refused before the proposal"),
            new Refusal(
                    "raft proposal dropped",
                    "proposal-dropped",
                    "raft.go: the node's own raft would not take the proposal (no leader, or leadership in transfer), and"
                            + " neither appended nor forwarded it"),
            new Refusal(
                    "etcdserver: no leader",
                    "no-leader",
                    "api/v3rpc/interceptor.go, newUnaryInterceptor: refused before the handler; of the key-value calls nothing"
                            + " else says it"),
            new Refusal(
                    "etcdserver: not capable",
                    "not-capable",
                    "api/v3rpc/interceptor.go, newUnaryInterceptor: refused before the handler"),
            new Refusal(
                    "etcdserver: rpc not supported for learner",
                    "learner",
                    "api/v3rpc/interceptor.go, newUnaryInterceptor: refused before the handler"),
            new Refusal(
                    "etcdserver: invalid auth token",
                    "invalid-auth-token",
                    "v3_server.go, AuthInfoFromCtx in processInternalRaftRequestOnce: refused before the proposal"),
            new Refusal(
                    "etcdserver: permission denied",
                    "permission-denied",
                    "apply/auth.go: every member refuses the entry when its turn comes, before it touches the store"));

    private EtcdErrors() {}

    /** A read without an answer had no effect, whatever went wrong. */
    static Reply ofRead(Status status) {
        return Reply.fail(text(status));
    }

    /**
     * A write without a good answer.
     *
     * @param departed whether any of the request may have left; if not, nothing can have happened
     */
    static Reply ofWrite(Status status, boolean departed) {
        if (!departed) {
            return Reply.fail("not-sent: " + text(status));
        }
        return isRefusal(status) ? Reply.fail(text(status)) : Reply.info(text(status));
    }

    private static boolean isRefusal(Status status) {
        // A server that does not know the method has no handler that could have done anything.
        return status.getCode() == Status.Code.UNIMPLEMENTED || !word(status).isEmpty();
    }

    /** The word of the refusal, else of the gRPC code; then what the server said, bounded. */
    private static String text(Status status) {
        String known = word(status);
        String first = known.isEmpty()
                ? status.getCode().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : known;
        String detail = detail(status);
        return detail.isEmpty() ? first : first + ": " + detail;
    }

    private static String word(Status status) {
        String description = status.getDescription();
        return REFUSALS.stream()
                .filter(refusal -> refusal.message().equals(description))
                .map(Refusal::word)
                .findFirst()
                .orElse("");
    }

    private static String detail(Status status) {
        String said = status.getDescription() == null ? "" : status.getDescription();
        Throwable cause = status.getCause();
        String whole = cause == null || cause.getMessage() == null ? said : said + " (" + cause.getMessage() + ")";
        return whole.length() <= DETAIL_CHARACTERS_MAX ? whole : whole.substring(0, DETAIL_CHARACTERS_MAX) + "…";
    }
}
