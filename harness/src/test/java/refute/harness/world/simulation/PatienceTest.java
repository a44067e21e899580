package refute.harness.world.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Timeline timeline = new Timeline();
    private final Patience patience = new Patience(timeline::nowNanos, timeline::after, 100);
    private final List<String> timedOut = new ArrayList<>();

    private Patience.Waiting await(String name) {
        return patience.await(() -> timedOut.add(name + " at " + timeline.nowNanos()));
    }

    private void pass() {
        while (timeline.step()) {
            // Until nothing is left to happen.
        }
    }

    @Test
    void what_does_not_end_times_out_to_the_nanosecond() {
        await("a");
        timeline.after(30, () -> await("b"));
        timeline.after(30, () -> await("c"));
        pass();

        assertThat(timedOut).containsExactly("a at 100", "b at 130", "c at 130");
    }

    @Test
    void what_ends_does_not_and_those_after_it_do() {
        Patience.Waiting first = await("a");
        timeline.after(30, () -> await("b"));
        timeline.after(60, first::end);
        pass();

        assertThat(timedOut).containsExactly("b at 130");
    }

    @Test
    void of_many_that_end_only_the_first_has_an_event() {
        for (int i = 0; i < 1000; i++) {
            await("x").end();
        }
        pass();

        assertThat(timedOut).isEmpty();
        assertThat(timeline.events()).isEqualTo(1);
    }

    @Test
    void one_may_begin_when_another_times_out() {
        patience.await(() -> await("second"));
        pass();

        assertThat(timedOut).containsExactly("second at 200");
    }
}
