package refute.workloads.append;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.generator.GeneratorSimulation;
import refute.harness.history.Entry;
import refute.harness.history.Value;
import refute.harness.system.Reads;
import refute.harness.workload.WorkloadPlan;

class AppendWorkloadTest {
    private static final int WORKERS = 6;

    private final AppendWorkload workload = new AppendWorkload();
    private final WorkloadPlan plan = new WorkloadPlan(new Seed(0), WORKERS, 2, 3, Reads.LINEARIZABLE);

    @Test
    void no_element_is_appended_twice() {
        List<Step> appends =
                steps(20_000).stream().filter(Step.Append.class::isInstance).toList();
        assertThat(appends).hasSizeGreaterThan(20_000).doesNotHaveDuplicates();
    }

    @Test
    void lists_stay_short_and_are_shared() {
        Map<Value, Integer> lengths = new HashMap<>();
        steps(20_000).stream()
                .filter(Step.Append.class::isInstance)
                .forEach(step -> lengths.merge(step.key(), 1, Integer::sum));
        assertThat(lengths.values().stream().mapToInt(n -> n).average().orElseThrow())
                .isBetween(20.0, 80.0);
        assertThat(lengths.values()).allMatch(length -> length < 200);
    }

    @Test
    void a_transaction_survives_its_notation() {
        for (Entry invocation : invocations(1_000)) {
            assertThat(ListTransaction.of(invocation.value()).asked()).isEqualTo(invocation.value());
        }
    }

    @Test
    void a_transaction_sees_its_own_appends() {
        Value x = Value.of("x");
        ListTransaction transaction =
                new ListTransaction(List.of(new Step.Read(x), new Step.Append(x, Value.of(2)), new Step.Read(x)));
        ListTransaction.Outcome outcome = transaction.on(Map.of(x, List.of(Value.of(1))));
        assertThat(outcome.answer()).hasToString("[[:r \"x\" [1]] [:append \"x\" 2] [:r \"x\" [1 2]]]");
        assertThat(outcome.changed()).containsEntry(x, List.of(Value.of(1), Value.of(2)));
    }

    private List<Step> steps(int calls) {
        List<Step> steps = new ArrayList<>();
        invocations(calls)
                .forEach(entry -> steps.addAll(ListTransaction.of(entry.value()).steps()));
        return steps;
    }

    private List<Entry> invocations(int calls) {
        return GeneratorSimulation.of(workload.operations(plan))
                .workers(WORKERS)
                .seed(42)
                .invocationsMax(calls)
                .invocations();
    }
}
