package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import refute.harness.Seed;

class EndsTest {
    /** With more open at once than are moved one by one, too. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "200, 1", "200, 3", "2000, 20", "1100, 1100", "5000, 1500"})
    void ends_come_in_the_order_of_time(int operations, int openMax) {
        for (long seed = 1; seed <= 20; seed++) {
            RandomGenerator random = new Seed(seed).random();
            int[] invoked = new int[operations];
            int[] returned = new int[operations];
            List<Integer> expected = new ArrayList<>();
            List<Integer> open = new ArrayList<>();
            for (int o = 0; o < operations; ) {
                if (open.size() == openMax || (!open.isEmpty() && random.nextInt(openMax) < openMax / 3)) {
                    Collections.swap(open, random.nextInt(open.size()), open.size() - 1);
                    int returns = open.removeLast();
                    returned[returns] = expected.size();
                    expected.add(2 * returns + 1);
                } else {
                    invoked[o] = expected.size();
                    returned[o] = Operations.OPEN;
                    expected.add(2 * o);
                    open.add(o++);
                }
            }

            assertThat(Ends.inOrder(invoked, returned))
                    .containsExactly(
                            expected.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
