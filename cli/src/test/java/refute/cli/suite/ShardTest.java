package refute.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.BadInput;

class ShardTest {
    private static List<Cell> cells(int count) {
        Variant variant = new Variant("kv", 1, "kv", new LinkedHashMap<>());
        return LongStream.range(0, count)
                .mapToObj(seed -> new Cell(variant, seed))
                .toList();
    }

    private static List<List<Cell>> split(List<Integer> seconds, int of) {
        List<Cell> cells = cells(seconds.size());
        return IntStream.rangeClosed(1, of)
                .mapToObj(number -> new Shard(number, of).share(cells, cell -> seconds.get((int) cell.seed())))
                .toList();
    }

    @Property(tries = 300)
    void each_cell_is_in_exactly_one_shard(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 100) Integer> seconds,
            @ForAll @IntRange(min = 1, max = 9) int of) {
        List<Cell> together = new ArrayList<>();
        split(seconds, of).forEach(together::addAll);
        assertThat(together).containsExactlyInAnyOrderElementsOf(cells(seconds.size()));
    }

    /** Graham's bound, beside the best of all ways to share. */
    @Property(tries = 200)
    void the_longest_shard_takes_at_most_four_thirds_of_what_is_possible(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 50) Integer> seconds,
            @ForAll @IntRange(min = 1, max = 3) int of) {
        int longest = split(seconds, of).stream()
                .mapToInt(shard -> shard.stream()
                        .mapToInt(cell -> seconds.get((int) cell.seed()))
                        .sum())
                .max()
                .orElseThrow();
        assertThat(longest * 3 * of).isLessThanOrEqualTo(best(seconds, 0, new int[of]) * (4 * of - 1));
    }

    private static int best(List<Integer> seconds, int at, int[] load) {
        if (at == seconds.size()) {
            return IntStream.of(load).max().orElseThrow();
        }
        int best = Integer.MAX_VALUE;
        for (int shard = 0; shard < load.length; shard++) {
            load[shard] += seconds.get(at);
            best = Math.min(best, best(seconds, at + 1, load));
            load[shard] -= seconds.get(at);
        }
        return best;
    }

    @Test
    void cells_stay_in_the_order_of_the_suite() {
        assertThat(split(List.of(1, 9, 2, 8, 3), 1).getFirst()).containsExactlyElementsOf(cells(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0/4", "5/4", "1/0", "-1/4", "1/1001", "a/b", "1/4/2", "99999999999/4"})
    void what_is_no_shard_is_refused(String text) {
        assertThatThrownBy(() -> Shard.parse("--shard", text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("--shard");
    }
}
