package refute.harness.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.history.Value;

/** Calls that were written down are made by their workers, at their times. */
class ListedTest {
    private final Context context = Context.of(new Seed(1), 2);

    private static ListedCall call(long at, int worker, long value) {
        return new ListedCall(at, worker, Call.of("write", Value.of(value)));
    }

    private static Step.Invoke invoke(Step step) {
        return (Step.Invoke) step;
    }

    @Test
    void the_first_is_by_its_worker_at_its_time() {
        Generator listed = Generators.listed(List.of(call(5, 1, 10), call(9, 0, 11)), 100);

        Request request = invoke(listed.next(context)).request();

        assertThat(request.timeNanos()).isEqualTo(5);
        assertThat(context.worker(request.process())).isEqualTo(1);
        assertThat(request.argument()).isEqualTo(Value.of(10));
    }

    @Test
    void who_is_busy_is_waited_for_while_others_go_on() {
        Generator listed = Generators.listed(List.of(call(5, 1, 10), call(9, 0, 11)), 100);

        Request request = invoke(listed.next(context.occupy(1))).request();

        assertThat(request.argument()).isEqualTo(Value.of(11));
    }

    @Test
    void what_is_late_is_made_as_soon_as_it_can_be() {
        Generator listed = Generators.listed(List.of(call(5, 1, 10)), 100);

        assertThat(invoke(listed.next(context.at(50))).request().timeNanos()).isEqualTo(50);
    }

    @Test
    void it_is_exhausted_at_its_end_and_not_before() {
        Generator listed = Generators.listed(List.of(), 100);

        assertThat(listed.next(context.at(99))).isInstanceOf(Step.Pending.class);
        assertThat(listed.next(context.at(100))).isInstanceOf(Step.Exhausted.class);
    }
}
