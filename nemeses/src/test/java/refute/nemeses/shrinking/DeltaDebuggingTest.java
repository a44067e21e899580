package refute.nemeses.shrinking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Lists from which what is not needed is left out. */
class DeltaDebuggingTest {
    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Property(tries = 300)
    void what_is_needed_alone_remains(
            @ForAll @Size(max = 6) Set<@IntRange(max = 299) Integer> needed,
            @ForAll @IntRange(min = 300, max = 500) int count)
            throws InterruptedException {
        List<Integer> left =
                DeltaDebugging.minimise(upTo(count), rest -> new HashSet<>(rest).containsAll(needed), () -> true);

        assertThat(left).containsExactlyElementsOf(needed.stream().sorted().toList());
    }

    @Test
    void where_nothing_is_needed_one_try_shows_it() throws InterruptedException {
        List<List<Integer>> tried = new ArrayList<>();

        assertThat(DeltaDebugging.minimise(upTo(1000), tried::add, () -> true)).isEmpty();
        assertThat(tried).hasSize(1);
    }

    @Test
    void of_two_that_do_one_remains() throws InterruptedException {
        assertThat(DeltaDebugging.minimise(upTo(100), rest -> rest.contains(3) || rest.contains(77), () -> true))
                .hasSize(1);
    }

    @Test
    void no_item_of_the_result_can_be_left_out() throws InterruptedException {
        DeltaDebugging.Test<Integer> odd = rest -> rest.size() % 2 == 1 && rest.contains(4);
        List<Integer> left = DeltaDebugging.minimise(upTo(41), odd, () -> true);

        for (int at = 0; at < left.size(); at++) {
            List<Integer> less = new ArrayList<>(left);
            less.subList(at, at + 1).clear();
            assertThat(odd.fails(less)).isFalse();
        }
    }

    @Test
    void when_patience_ends_the_best_so_far_is_the_result() throws InterruptedException {
        List<Integer> tries = new ArrayList<>();
        List<Integer> left = DeltaDebugging.minimise(
                upTo(64),
                rest -> {
                    tries.add(rest.size());
                    return rest.contains(0);
                },
                () -> tries.size() < 2);

        assertThat(left).hasSize(32);
    }
}
