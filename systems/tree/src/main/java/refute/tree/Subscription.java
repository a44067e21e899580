package refute.tree;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the keys of a tree that begin with a prefix, from the subscription on. Any thread may call anything.
 *
 * <p><b>Order.</b> Each change is there once; changes of one key are in the order in which they happened; a change that began after another had
 * returned comes after it. Changes of a batch or transaction follow each other without others between. What changes nothing (to take out an
 * absent key, a compare-and-set that fails) is no event.
 *
 * <p><b>Bound.</b> Writers never wait for a subscriber. If it has not taken as many events as are kept and another comes, it has lagged behind: it
 * gets those that are kept, and then {@link SubscriberLaggedException}.
 */
public final class Subscription implements AutoCloseable {
    private final Subscriptions all;
    private final byte[] prefix;
    private final int eventsMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Slot> slots = new ArrayDeque<>();
    private int live;
    private boolean lagged;
    private boolean closed;

    Subscription(Subscriptions all, byte[] prefix, int eventsMax) {
        this.all = all;
        this.prefix = prefix;
        this.eventsMax = eventsMax;
    }

    /** A place among the events, taken before the change is made: so places are in the order of changes. */
    static final class Slot {
        private final Subscription subscription;
        private @Nullable TreeEvent event;
        private boolean decided;

        private Slot(Subscription subscription) {
            this.subscription = subscription;
        }

        /** The change has happened; nothing: it has not. */
        void decide(@Nullable TreeEvent its) {
            subscription.decide(this, its);
        }

        void closeSubscription() {
            subscription.close();
        }
    }

    boolean covers(byte[] key) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** Returns the next place; nothing if there is no room for it, or nobody to hear of it any more. */
    @Nullable
    Slot reserve() {
        lock.lock();
        try {
            if (lagged || closed) {
                return null;
            }
            if (live == eventsMax) {
                lagged = true;
                changed.signalAll();
                return null;
            }
            Slot slot = new Slot(this);
            slots.add(slot);
            live++;
            return slot;
        } finally {
            lock.unlock();
        }
    }

    private void decide(Slot slot, @Nullable TreeEvent event) {
        lock.lock();
        try {
            slot.event = event;
            slot.decided = true;
            if (event == null) {
                live--;
            }
            dropUndone();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void dropUndone() {
        while (!slots.isEmpty() && slots.getFirst().decided && slots.getFirst().event == null) {
            slots.removeFirst();
        }
    }

    /**
     * Takes the next event, and waits for it.
     *
     * @return nothing if none came in that time, or if the subscription or the store is closed
     * @throws SubscriberLaggedException if events were lost after those that were taken
     * @throws InterruptedException if the caller was interrupted while it waited
     */
    public Optional<TreeEvent> next(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                Optional<TreeEvent> event = taken();
                if (event.isPresent() || closed || left <= 0) {
                    return event;
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next event if there is one already.
     *
     * @throws SubscriberLaggedException if events were lost after those that were taken
     */
    public Optional<TreeEvent> poll() {
        lock.lock();
        try {
            return taken();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes all that has happened: the events of every change that had returned before this was called, and maybe of later ones. Waits for changes that
     * are under way, as what comes after them cannot be given before them.
     *
     * @param atMost how long to wait for them
     * @return the events in order; none if nothing has happened
     * @throws TimeoutException if a change has been under way for that long; nothing was taken
     * @throws SubscriberLaggedException if there are none, and some were lost after those that were taken
     * @throws InterruptedException if the caller was interrupted while it waited; nothing was taken
     */
    public List<TreeEvent> takeAll(Duration atMost) throws InterruptedException, TimeoutException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            List<Slot> awaited = List.copyOf(slots);
            for (int decided = 0; decided < awaited.size(); ) {
                if (awaited.get(decided).decided) {
                    decided++;
                } else if (left <= 0) {
                    throw new TimeoutException("a change has been under way for " + atMost.toMillis() + " ms");
                } else {
                    left = changed.awaitNanos(left);
                }
            }
            List<TreeEvent> events = new ArrayList<>();
            for (Optional<TreeEvent> next = taken();
                    next.isPresent();
                    next = slots.isEmpty() ? Optional.empty() : taken()) {
                events.add(next.get());
            }
            return events;
        } finally {
            lock.unlock();
        }
    }

    private Optional<TreeEvent> taken() {
        Slot first = slots.peekFirst();
        if (first != null && first.decided) {
            slots.removeFirst();
            live--;
            dropUndone();
            return Optional.ofNullable(first.event);
        }
        if (first == null && lagged) {
            throw new SubscriberLaggedException(prefix, eventsMax);
        }
        return Optional.empty();
    }

    /** Ends it. What is kept can still be taken; nothing more comes. */
    @Override
    public void close() {
        all.remove(this);
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
