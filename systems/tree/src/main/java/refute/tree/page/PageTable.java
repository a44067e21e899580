package refute.tree.page;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Slot to page, in chunks that never move once they are there. */
final class PageTable {
    private static final int CHUNK = 512;

    private volatile AtomicReferenceArray<@Nullable Page>[] chunks = chunks(0);

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static AtomicReferenceArray<@Nullable Page>[] chunks(int count) {
        return new AtomicReferenceArray[count];
    }

    @Nullable
    Page get(int slot) {
        AtomicReferenceArray<@Nullable Page>[] all = chunks;
        return slot / CHUNK < all.length ? all[slot / CHUNK].get(slot % CHUNK) : null;
    }

    void set(int slot, @Nullable Page page) {
        chunk(slot).set(slot % CHUNK, page);
    }

    boolean replace(int slot, Page seen, Page by) {
        return chunk(slot).compareAndSet(slot % CHUNK, seen, by);
    }

    /** Returns how many slots have room. */
    int capacity() {
        return chunks.length * CHUNK;
    }

    private AtomicReferenceArray<@Nullable Page> chunk(int slot) {
        AtomicReferenceArray<@Nullable Page>[] all = chunks;
        return slot / CHUNK < all.length ? all[slot / CHUNK] : grown(slot);
    }

    private synchronized AtomicReferenceArray<@Nullable Page> grown(int slot) {
        int before = chunks.length;
        if (slot / CHUNK >= before) {
            AtomicReferenceArray<@Nullable Page>[] more = Arrays.copyOf(chunks, slot / CHUNK + 1);
            for (int i = before; i < more.length; i++) {
                more[i] = new AtomicReferenceArray<>(CHUNK);
            }
            chunks = more;
        }
        return chunks[slot / CHUNK];
    }
}
