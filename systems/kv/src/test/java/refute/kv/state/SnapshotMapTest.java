package refute.kv.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SnapshotMapTest {
    private record Frozen(SnapshotMap.Frozen<Integer, Integer> map, Map<Integer, Integer> expected) {}

    @Property(tries = 200)
    void it_is_a_sorted_map_whose_snapshots_never_change(
            @ForAll @Size(max = 2000) List<@IntRange(min = 0, max = 400) Integer> steps) {
        SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
        TreeMap<Integer, Integer> twin = new TreeMap<>();
        List<Frozen> snapshots = new ArrayList<>();
        int value = 0;
        for (int step : steps) {
            value++;
            if (step % 40 == 39) {
                snapshots.add(new Frozen(map.freeze(), new TreeMap<>(twin)));
            } else if (step % 40 == 38) {
                map = SnapshotMap.thaw(map.freeze());
            } else if (step % 3 == 0) {
                assertThat(map.remove(step)).isEqualTo(twin.remove(step) != null);
            } else {
                map.put(step, value);
                twin.put(step, value);
            }
            assertThat(map.get(step)).isEqualTo(Optional.ofNullable(twin.get(step)));
        }
        assertThat(map.size()).isEqualTo(twin.size());
        assertThat(entries(map.cursor())).isEqualTo(twin);
        assertThat(entries(map.cursorFrom(200))).isEqualTo(twin.tailMap(200));
        for (Frozen snapshot : snapshots) {
            assertThat(entries(snapshot.map().cursor())).isEqualTo(snapshot.expected());
        }
    }

    private static Map<Integer, Integer> entries(SnapshotMap.Cursor<Integer, Integer> cursor) {
        Map<Integer, Integer> entries = new TreeMap<>();
        int last = -1;
        while (cursor.next()) {
            assertThat(cursor.key()).isGreaterThan(last);
            last = cursor.key();
            entries.put(cursor.key(), cursor.value());
        }
        return entries;
    }
}
