package refute.harness.world.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private record Due(long time, int number) {}

    /** Positive numbers are added, each zero takes one out; the twin is a list that is sorted. */
    @Property(tries = 300)
    void it_gives_what_a_sorted_list_gives(@ForAll @Size(max = 400) List<@IntRange(max = 40) Integer> steps) {
        EventQueue queue = new EventQueue();
        List<Due> twin = new ArrayList<>();
        List<Due> happened = new ArrayList<>();
        List<Due> expected = new ArrayList<>();
        for (int number = 0; number < steps.size(); number++) {
            int step = steps.get(number);
            if (step > 0) {
                Due due = new Due(step, number);
                queue.add(step, () -> happened.add(due));
                twin.add(due);
            } else if (!twin.isEmpty()) {
                twin.sort(Comparator.comparingLong(Due::time).thenComparing(Due::number));
                assertThat(queue.nextTime()).isEqualTo(twin.getFirst().time());
                expected.add(twin.removeFirst());
                Objects.requireNonNull(queue.poll()).happen();
            }
        }

        assertThat(happened).isEqualTo(expected);
        assertThat(queue.size()).isEqualTo(twin.size());
    }

    @Test
    void an_empty_queue_has_no_next() {
        EventQueue queue = new EventQueue();

        assertThat(queue.poll()).isNull();
        assertThat(queue.nextTime()).isEqualTo(Long.MAX_VALUE);
    }
}
