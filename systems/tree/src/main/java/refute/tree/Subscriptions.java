package refute.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to hear of changes of one tree. */
final class Subscriptions {
    private final List<Subscription> all = new CopyOnWriteArrayList<>();

    Subscription add(byte[] prefix, int eventsMax) {
        Subscription subscription = new Subscription(this, prefix, eventsMax);
        all.add(subscription);
        return subscription;
    }

    void remove(Subscription subscription) {
        all.remove(subscription);
    }

    void close() {
        all.forEach(Subscription::close);
    }

    /**
     * Returns a place among the events of each who wants to hear of that key. Taken after the key's page was read and before it is replaced: two changes
     * of one page that both happen were read one after the other, so their places follow each other, too. All must be decided.
     */
    List<Subscription.Slot> reserve(byte[] key) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<Subscription.Slot> slots = new ArrayList<>();
        for (Subscription subscription : all) {
            Subscription.Slot slot = subscription.covers(key) ? subscription.reserve() : null;
            if (slot != null) {
                slots.add(slot);
            }
        }
        return slots;
    }
}
