package refute.systems.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.Seed;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;

/** Every interleaving up to a bound: all of them, each once; and what they show of the tree. */
class EveryOrderTest {
    /** All orders of threads that have so many steps each. */
    private static List<String> orders(int preemptionsMax, int... steps) {
        List<String> orders = new ArrayList<>();
        EveryOrder order = new EveryOrder(preemptionsMax);
        do {
            int[] left = steps.clone();
            StringBuilder text = new StringBuilder();
            for (List<Integer> waiting = waiting(left); !waiting.isEmpty(); waiting = waiting(left)) {
                int thread = order.next(waiting);
                left[thread]--;
                text.append((char) ('a' + thread));
            }
            orders.add(text.toString());
        } while (order.advance());
        return orders;
    }

    private static List<Integer> waiting(int[] left) {
        List<Integer> waiting = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            if (left[i] > 0) {
                waiting.add(i);
            }
        }
        return waiting;
    }

    @Test
    void without_preemptions_threads_go_on_to_their_ends() {
        assertThat(orders(0, 2, 2)).containsExactly("aabb", "bbaa");
    }

    @Test
    void with_one_a_thread_stands_back_once() {
        assertThat(orders(1, 2, 2)).containsExactlyInAnyOrder("aabb", "abba", "bbaa", "baab");
    }

    @Test
    void with_enough_of_them_there_are_all_orders_each_once() {
        List<String> orders = orders(99, 3, 2, 1);
        Set<String> different = new LinkedHashSet<>(orders);

        // 6! / (3! 2! 1!)
        assertThat(different).hasSize(60).hasSameSizeAs(orders);
    }

    @Test
    void the_tree_as_it_should_be_has_no_interleaving_that_shows_anything() throws Exception {
        int complete = 0;
        for (long seed = 0; seed < 12; seed++) {
            InterleavingsJudge.Searched searched = InterleavingsJudge.search(new Seed(seed), Mutants.NONE, 1, 3_000);
            assertThat(searched.wrong()).as("seed %d", seed).isEmpty();
            complete += searched.complete() ? 1 : 0;
        }
        assertThat(complete).isEqualTo(12);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mutant.class,
            names = {"T15", "T16"})
    void a_mutant_has_one_and_it_is_found_again(Mutant mutant) throws Exception {
        InterleavingsJudge.Searched found = new InterleavingsJudge.Searched(0, false, "");
        long seed = 0;
        for (; seed < 300 && found.wrong().isEmpty(); seed++) {
            found = InterleavingsJudge.search(
                    new Seed(seed), Mutants.of(mutant), InterleavingsJudge.PREEMPTIONS_MAX, 500);
        }
        assertThat(found.wrong()).isNotEmpty();
        assertThat(InterleavingsJudge.search(
                        new Seed(seed - 1), Mutants.of(mutant), InterleavingsJudge.PREEMPTIONS_MAX, 500))
                .isEqualTo(found);
    }
}
