package refute.harness.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.history.ProcessId;

class ContextTest {
    private final Context context = Context.of(new Seed(0), 3);

    @Test
    void who_was_freed_last_is_used_last() {
        Context later = context.occupy(0).occupy(1).release(1).release(0);
        assertThat(later.freeWorkers()).containsExactly(2, 1, 0);
        assertThat(later.nextProcess()).isEqualTo(new ProcessId(2));
    }

    @Test
    void a_retired_process_is_followed_by_one_of_the_same_worker() {
        Context later = context.retire(1).retire(1);
        assertThat(later.process(1)).isEqualTo(new ProcessId(7));
        assertThat(later.worker(new ProcessId(7))).isEqualTo(1);
    }

    @Test
    void a_part_knows_only_its_workers() {
        Context part = context.withNemesis().onWorkers(worker -> worker != 1).occupy(0);
        assertThat(part.workers()).containsExactly(-1, 0, 2);
        assertThat(part.freeWorkers()).containsExactly(-1, 2);
        assertThat(part.allFree()).isFalse();
        assertThat(context.freeWorkers()).containsExactly(0, 1, 2);
    }

    @Test
    void a_worker_is_not_occupied_or_released_twice() {
        assertThatThrownBy(() -> context.occupy(0).occupy(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> context.release(0)).isInstanceOf(IllegalStateException.class);
    }
}
