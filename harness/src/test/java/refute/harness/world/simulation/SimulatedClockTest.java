package refute.harness.world.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {
    @Property
    void a_timer_is_never_early_and_hardly_late(
            @ForAll @IntRange(min = -100_000, max = 100_000) int drift,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long begun,
            @ForAll @LongRange(min = 0, max = 100_000_000_000L) long nanos) {
        SimulatedClock clock = new SimulatedClock(drift, 0);

        long passed = clock.monotonic(begun + clock.trueNanos(nanos)) - clock.monotonic(begun);

        assertThat(passed).isBetween(nanos - 2, nanos + 3);
    }

    @Test
    void a_jump_moves_the_wall_clock_alone() {
        SimulatedClock clock = new SimulatedClock(0, 500);
        long before = clock.monotonic(1000);

        clock.jump(-2000);

        assertThat(clock.wall(1000)).isEqualTo(-500);
        assertThat(clock.monotonic(1000)).isEqualTo(before);
    }
}
