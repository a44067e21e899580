package refute.tree.server;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import refute.tree.SubscriberLaggedException;
import refute.tree.Subscription;
import refute.tree.Tree;
import refute.tree.TreeEvent;
import refute.tree.wire.v1.Event;
import refute.tree.wire.v1.Failure;
import refute.tree.wire.v1.TakeReply;

/**
 * The subscriptions of clients, by number. One that nobody asks for a minute is closed: its client may be gone. What is kept for each is bounded in
 * number. Safe for threads; who takes from one subscription waits for whoever else does.
 */
final class Subscribers {
    static final int SUBSCRIPTIONS_MAX = 1000;
    private static final int KEPT_MAX = 100_000;
    private static final Duration IDLE_MAX = Duration.ofMinutes(1);
    private static final Duration UNDER_WAY_MAX = Duration.ofSeconds(2);
    /** Less than a client takes in one message. */
    private static final int TAKEN_BYTES_MAX = 8 << 20;

    private final Map<Long, Subscriber> all = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** A subscription and what was taken from it for an answer that was full. */
    private static final class Subscriber {
        private final Subscription subscription;
        private final long incarnation;
        private final Deque<TreeEvent> left = new ArrayDeque<>();
        private volatile long askedNanos = System.nanoTime();

        private Subscriber(Subscription subscription, long incarnation) {
            this.subscription = subscription;
            this.incarnation = incarnation;
        }
    }

    /** Returns the number of a new subscription. */
    long subscribe(Tree tree, byte[] prefix, int keptMax, long incarnation) throws Refusal {
        if (keptMax < 1 || keptMax > KEPT_MAX) {
            throw new Refusal(
                    Failure.Code.INVALID, false, "a subscription keeps 1 to " + KEPT_MAX + " events, not " + keptMax);
        }
        closeForgotten(incarnation);
        if (all.size() >= SUBSCRIPTIONS_MAX) {
            throw new Refusal(
                    Failure.Code.NO_SUBSCRIPTION, false, "there are " + all.size() + " subscriptions already");
        }
        long number = last.incrementAndGet();
        all.put(number, new Subscriber(tree.subscribe(prefix, keptMax), incarnation));
        return number;
    }

    private void closeForgotten(long incarnation) {
        long now = System.nanoTime();
        all.forEach((number, one) -> {
            if (one.incarnation != incarnation || now - one.askedNanos > IDLE_MAX.toNanos()) {
                close(number, one);
            }
        });
    }

    private void close(long number, Subscriber one) {
        if (all.remove(number, one)) {
            one.subscription.close();
        }
    }

    /** Takes what there is. */
    TakeReply.Builder take(long number, boolean close, long incarnation) throws Refusal {
        Subscriber one = all.get(number);
        if (one == null || one.incarnation != incarnation) {
            throw new Refusal(
                    Failure.Code.NO_SUBSCRIPTION,
                    false,
                    "there is no subscription " + number + " in incarnation " + incarnation);
        }
        synchronized (one) {
            one.askedNanos = System.nanoTime();
            fill(one);
            TakeReply.Builder reply = TakeReply.newBuilder();
            int bytes = 0;
            while (!one.left.isEmpty() && bytes < TAKEN_BYTES_MAX) {
                Event event = event(one.left.remove());
                bytes += event.getSerializedSize();
                reply.addEvents(event);
            }
            if (close) {
                close(number, one);
            }
            return reply.setMore(!one.left.isEmpty());
        }
    }

    private static void fill(Subscriber one) throws Refusal {
        try {
            one.left.addAll(one.subscription.takeAll(UNDER_WAY_MAX));
        } catch (SubscriberLaggedException e) {
            if (one.left.isEmpty()) {
                throw new Refusal(Failure.Code.LAGGED, false, String.valueOf(e.getMessage()));
            }
        } catch (TimeoutException e) {
            throw new Refusal(Failure.Code.BUSY, false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Failure.Code.STOPPING, false, "the server stops");
        }
    }

    private static Event event(TreeEvent its) {
        Event.Builder event = Event.newBuilder().setKey(ByteString.copyFrom(its.key()));
        its.value().ifPresent(value -> event.setValue(ByteString.copyFrom(value)));
        return event.build();
    }
}
