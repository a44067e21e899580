package refute.harness.world.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time stands still before the event that a breakpoint names, and goes on as ever without one. */
class BreakpointTest {
    private final Timeline timeline = new Timeline();
    private final List<String> happened = new ArrayList<>();

    private static Breakpoint before(long number) {
        return new Breakpoint() {
            @Override
            public boolean haltsBefore(long event) {
                return event >= number;
            }

            @Override
            public void happened(Happening what, int node, long nanos) {}
        };
    }

    @Test
    void time_halts_before_the_event_with_the_state_of_that_moment() {
        timeline.after(1, () -> happened.add("first"));
        timeline.after(2, () -> happened.add("second"));
        timeline.breakAt(before(2), () -> List.copyOf(happened));

        assertThat(timeline.step()).isTrue();

        assertThatThrownBy(timeline::step)
                .isInstanceOfSatisfying(
                        Halted.class, halted -> assertThat(halted.state()).containsExactly("first"));
        assertThat(timeline.events()).isEqualTo(1);
    }

    @Test
    void where_nothing_is_left_to_happen_nothing_halts() {
        timeline.breakAt(before(1), List::of);

        assertThat(timeline.step()).isFalse();
    }

    @Test
    void a_breakpoint_does_not_change_the_hash() {
        Timeline other = new Timeline();
        timeline.breakAt(before(Long.MAX_VALUE), List::of);
        for (Timeline each : List.of(timeline, other)) {
            each.after(5, () -> each.note(Happening.TIMER, 2, 7));
            each.step();
        }

        assertThat(timeline.hash()).isEqualTo(other.hash()).isNotZero();
    }
}
