package refute.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import refute.tree.storage.DamagedStoreException;
import refute.tree.storage.ForeignStoreException;
import refute.tree.storage.MemoryStorage;
import refute.tree.storage.StoreFailedException;

/** J8: with any byte flipped, a store says so, or holds a state that it once had; never another one. */
class DamageTest {
    private final List<NavigableMap<byte[], byte[]>> states = new ArrayList<>();
    private int named;
    private int lastState;
    private int earlierState;

    @Test
    void after_a_close_each_flipped_byte_is_harmless_or_named() throws IOException {
        Map<String, byte[]> image = filled(true);

        flipEach(image);

        assertThat(named).isGreaterThan(500);
        assertThat(lastState).isGreaterThan(500);
        assertThat(earlierState).as("states without what was flushed").isZero();
    }

    @Test
    void after_a_kill_a_flipped_byte_gives_no_state_that_never_was() throws IOException {
        flipEach(filled(false));

        assertThat(named).isGreaterThan(500);
    }

    @Test
    void a_file_cut_anywhere_is_harmless_or_named() throws IOException {
        Map<String, byte[]> image = filled(true);
        for (String name : image.keySet()) {
            for (int length = 0; length < image.get(name).length; length += 13) {
                Map<String, byte[]> damaged = new TreeMap<>(image);
                damaged.put(name, Arrays.copyOf(image.get(name), length));
                judge(damaged, name + " cut to " + length);
            }
        }
        assertThat(earlierState).as("states without what was flushed").isZero();
    }

    private void flipEach(Map<String, byte[]> image) throws IOException {
        for (String name : image.keySet()) {
            for (int at = 0; at < image.get(name).length; at++) {
                Map<String, byte[]> damaged = new TreeMap<>(image);
                damaged.put(name, image.get(name).clone());
                damaged.get(name)[at] ^= (byte) (1 << at % 8);
                judge(damaged, name + " flipped at " + at);
            }
        }
    }

    private void judge(Map<String, byte[]> damaged, String what) throws IOException {
        NavigableMap<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
        try (TreeStore store = TreeStore.open(new MemoryStorage(damaged), Sizes.TINY)) {
            store.tree("t").scan().forEachRemaining(entry -> found.put(entry.key(), entry.value()));
        } catch (DamagedStoreException | ForeignStoreException | StoreFailedException e) {
            named++;
            return;
        }
        assertThat(states).as(what).anyMatch(state -> Twin.equal(state, found));
        if (Twin.equal(states.getLast(), found)) {
            lastState++;
        } else {
            earlierState++;
        }
    }

    private Map<String, byte[]> filled(boolean closed) throws IOException {
        MemoryStorage storage = new MemoryStorage();
        NavigableMap<byte[], byte[]> map = new TreeMap<>(Arrays::compareUnsigned);
        TreeStore store = TreeStore.open(storage, Sizes.TINY);
        Tree tree = store.tree("t");
        states.add(new TreeMap<>(map));
        store.generateId();
        for (int i = 0; i < 60; i++) {
            if (i % 11 == 5) {
                TreeBatch batch = new TreeBatch();
                for (int k = 0; k < 4; k++) {
                    byte[] own = SequenceTest.text("b" + k);
                    batch.put(tree, own, SequenceTest.text("batch " + i));
                    map.put(own, SequenceTest.text("batch " + i));
                }
                store.apply(batch);
                states.add(new TreeMap<>(map));
            }
            byte[] key = SequenceTest.text("k" + i * 31 % 23);
            byte[] value = i == 40 ? new byte[300] : SequenceTest.text("value " + i);
            tree.put(key, value);
            map.put(key, value);
            states.add(new TreeMap<>(map));
            if (i % 9 == 8) {
                store.flush();
            }
        }
        if (closed) {
            store.close();
        }
        return storage.image();
    }
}
