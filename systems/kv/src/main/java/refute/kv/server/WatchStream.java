package refute.kv.server;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import refute.kv.Bytes;
import refute.kv.raft.Effect;
import refute.kv.raft.Input;
import refute.kv.wire.AnswerCodec;
import refute.kv.wire.v1.Failure;
import refute.kv.wire.v1.WatchReply;
import refute.kv.wire.v1.WatchRequest;

/**
 * One client's watch. Changes that the client is too slow for wait here, and beyond a bound the watch ends with "busy": the client goes on
 * from the last revision it saw.
 */
final class WatchStream {
    private static final int WAITING_MAX = 10_000;

    private final GroupHost host;
    private final ServerCallStreamObserver<WatchReply> call;
    private final Deque<WatchReply> waiting = new ArrayDeque<>();
    private long request;
    private boolean over;

    private WatchStream(GroupHost host, ServerCallStreamObserver<WatchReply> call) {
        this.host = host;
        this.call = call;
    }

    static void open(GroupHost host, WatchRequest request, ServerCallStreamObserver<WatchReply> call) {
        WatchStream stream = new WatchStream(host, call);
        call.setOnReadyHandler(stream::send);
        call.setOnCancelHandler(stream::cancelled);
        KvService.refusal(request.getHeader()).ifPresentOrElse(stream::end, () -> stream.start(request));
    }

    private synchronized void start(WatchRequest in) {
        if (in.getFromRevision() < 0) {
            end(Failures.of(Failure.Code.INVALID, false, "a revision is not negative"));
            return;
        }
        Bytes from = Bytes.owning(in.getFromKey().toByteArray());
        Bytes to = Bytes.owning(in.getToKey().toByteArray());
        request = host.request(number -> new Input.Watch(number, from, to, in.getFromRevision()), this::accept);
        if (request == 0) {
            end(Failures.of(Failure.Code.BUSY, false, "too many requests wait"));
        }
    }

    private synchronized void accept(Effect effect) {
        if (over) {
            return;
        }
        if (effect instanceof Effect.Changes changes) {
            if (waiting.size() >= WAITING_MAX) {
                host.cancel(request);
                end(Failures.of(Failure.Code.BUSY, false, "the watcher is too slow"));
                return;
            }
            waiting.add(AnswerCodec.encode(changes.revision(), changes.changes()));
            send();
        } else if (effect instanceof Effect.WatchCompacted compacted) {
            send();
            end(Failure.newBuilder()
                    .setCode(Failure.Code.COMPACTED)
                    .setMessage("the changes before revision " + compacted.firstRevision() + " are forgotten")
                    .setFirstRevision(compacted.firstRevision())
                    .build());
        }
    }

    private synchronized void send() {
        while (!over && !waiting.isEmpty() && call.isReady()) {
            call.onNext(waiting.removeFirst());
        }
    }

    private synchronized void end(Failure failure) {
        if (!over) {
            over = true;
            call.onNext(WatchReply.newBuilder().setFailure(failure).build());
            call.onCompleted();
        }
    }

    private synchronized void cancelled() {
        over = true;
        waiting.clear();
        if (request != 0) {
            host.cancel(request);
        }
    }
}
