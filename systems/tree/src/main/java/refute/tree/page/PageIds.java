package refute.tree.page;

import java.util.Collection;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Which page ids may be given out. A slot that was used before comes back with another generation, so that an old id is not taken for it. */
final class PageIds {
    private static final int SLOT_BITS = 31;
    private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;

    private final Queue<Long> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next;

    /** @param used ids of all pages that there are */
    PageIds(Collection<Long> used) {
        Set<Integer> slots = new HashSet<>();
        used.forEach(id -> slots.add(slot(id)));
        int greatest = slots.stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int slot = 1; slot < greatest; slot++) {
            if (!slots.contains(slot)) {
                free.add((long) slot);
            }
        }
        next = new AtomicInteger(greatest + 1);
    }

    static int slot(long id) {
        return (int) (id & SLOT_MASK);
    }

    /** Returns one that nobody has. */
    long take() {
        Long again = free.poll();
        return again == null ? next.getAndIncrement() : again;
    }

    /** Nobody has it any more. */
    void giveBack(long id) {
        long generation = (id >>> SLOT_BITS) + 1;
        free.add(((generation & SLOT_MASK) << SLOT_BITS) | slot(id));
    }

    Collection<Long> free() {
        return free.stream().toList();
    }
}
