package refute.workloads.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.generator.GeneratorSimulation;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.system.Reads;
import refute.harness.workload.WorkloadPlan;

class SetWorkloadTest {
    private static final int WORKERS = 6;

    private final SetWorkload workload = new SetWorkload();
    private final WorkloadPlan plan = new WorkloadPlan(new Seed(0), WORKERS, 1, 3, Reads.LINEARIZABLE);

    @Test
    void every_element_is_added_once() {
        List<Entry> additions = operations(20_000).stream()
                .filter(entry -> entry.function().equals("add"))
                .toList();

        assertThat(additions).extracting(Entry::value).doesNotHaveDuplicates();
    }

    @Test
    void what_reads_return_while_the_set_grows_stays_in_proportion_to_the_calls() {
        List<Entry> operations = operations(100_000);
        long elements = 0;
        long added = 0;
        for (Entry invocation : operations) {
            boolean read = invocation.function().equals("read");
            elements += read ? added : 0;
            added += read ? 0 : 1;
        }

        assertThat(elements).isBetween(100_000L, 4_000_000L);
    }

    @Test
    void in_the_end_every_worker_reads_once() {
        List<Entry> last = GeneratorSimulation.of(workload.finalOperations(plan))
                .workers(WORKERS)
                .invocations();

        assertThat(last).hasSize(WORKERS).allMatch(entry -> entry.function().equals("read"));
        assertThat(last.stream().map(Entry::process).collect(Collectors.toSet()))
                .hasSize(WORKERS);
    }

    @Test
    void final_reads_that_fail_are_tried_again_but_not_for_ever() {
        List<Entry> last = GeneratorSimulation.of(workload.finalOperations(plan))
                .workers(WORKERS)
                .system(GeneratorSimulation.answering(EntryKind.FAIL, Duration.ofMillis(1)))
                .invocations();

        assertThat(last).hasSize(5 * WORKERS);
    }

    private List<Entry> operations(int count) {
        return GeneratorSimulation.of(workload.operations(plan))
                .workers(WORKERS)
                .seed(42)
                .invocationsMax(count)
                .invocations();
    }
}
