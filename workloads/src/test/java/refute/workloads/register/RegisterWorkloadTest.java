package refute.workloads.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.generator.Context;
import refute.harness.generator.Generator;
import refute.harness.generator.GeneratorSimulation;
import refute.harness.generator.Request;
import refute.harness.generator.Step;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.harness.system.Reads;
import refute.harness.workload.Workload;
import refute.harness.workload.WorkloadPlan;

class RegisterWorkloadTest {
    private final RegisterWorkload workload = new RegisterWorkload();

    @Test
    void it_is_found_by_its_name() {
        assertThat(ServiceLoader.load(Workload.class))
                .extracting(Workload::name)
                .contains("register");
    }

    @Property(tries = 50)
    void what_is_written_is_unique_within_its_register(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int workers) {
        Map<Value, Set<Value>> written = new HashMap<>();
        for (Entry invocation : invocations(seed, workers, 3, 2000)) {
            written(invocation)
                    .forEach(value -> assertThat(written.computeIfAbsent(invocation.key(), k -> new HashSet<>())
                                    .add(value))
                            .as("%s once on %s", value, invocation.key())
                            .isTrue());
        }
    }

    @Property(tries = 50)
    void a_register_is_left_for_good_after_its_calls(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int workers) {
        Map<Value, Long> calls = invocations(seed, workers, 3, 4000).stream()
                .collect(Collectors.groupingBy(Entry::key, Collectors.counting()));

        assertThat(calls.values()).allMatch(count -> count <= RegisterWorkload.CALLS_PER_KEY);
        assertThat(calls).hasSizeGreaterThanOrEqualTo(4000 / RegisterWorkload.CALLS_PER_KEY);
    }

    @Test
    void as_many_registers_are_in_use_at_once_as_the_plan_says() {
        Set<Value> early = invocations(7, 6, 3, 100).stream().map(Entry::key).collect(Collectors.toSet());

        assertThat(early).hasSize(3);
    }

    @Test
    void in_the_end_every_register_that_was_used_is_read_and_no_end_of_others() {
        Map<Value, Integer> reads = finalReads(key -> key < 40 ? EntryKind.OK : EntryKind.FAIL);

        assertThat(reads).hasSizeBetween(40, 45);
        for (int key = 0; key < 40; key++) {
            assertThat(reads).containsEntry(Value.of("r" + key), RegisterWorkload.FINAL_READS);
        }
    }

    @Test
    void a_system_that_does_not_answer_is_not_asked_for_ever() {
        int asked = finalReads(key -> EntryKind.FAIL).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(asked).isLessThan(30);
    }

    /** How often each register is read, by three processes, with these answers: ok is a value. */
    private Map<Value, Integer> finalReads(IntFunction<EntryKind> answers) {
        Map<Value, Integer> reads = new HashMap<>();
        Generator generator = workload.finalOperations(plan(3, 2));
        Context context = Context.of(new Seed(1), 3);
        int index = 0;
        while (generator.next(context) instanceof Step.Invoke invoke) {
            Request read = invoke.request();
            reads.merge(read.key(), 1, Integer::sum);
            Entry asked = Entry.invoke(index++, 0, read.process(), read.function(), read.key(), read.argument());
            EntryKind kind = answers.apply(
                    Integer.parseInt(((Value.Text) read.key()).text().substring(1)));
            Value value = kind == EntryKind.OK ? Value.of(7) : Value.NIL;
            Entry answered = new Entry(index++, 0, read.process(), kind, read.function(), read.key(), value, 0, "");
            generator = invoke.rest().update(context, asked).update(context, answered);
            assertThat(index).isLessThan(1_000);
        }
        return reads;
    }

    @Test
    void every_kind_of_call_comes_up_and_half_are_reads() {
        Map<String, Long> kinds = invocations(7, 6, 3, 10_000).stream()
                .collect(Collectors.groupingBy(Entry::function, Collectors.counting()));

        assertThat(kinds.keySet()).containsExactlyInAnyOrder("read", "write", "cas");
        assertThat(kinds.get("read")).isBetween(4500L, 5500L);
        assertThat(kinds.get("cas")).isGreaterThan(2000L);
    }

    @Test
    void a_good_part_of_the_compare_and_sets_finds_what_it_expects() {
        Map<Value, Value> registers = new HashMap<>();
        int[] tried = new int[2];
        GeneratorSimulation.System system = (invocation, n) -> {
            boolean done = apply(invocation, registers);
            if (invocation.function().equals("cas")) {
                tried[0]++;
                tried[1] += done ? 1 : 0;
            }
            return new GeneratorSimulation.Answer(done ? EntryKind.OK : EntryKind.FAIL, 1_000_000);
        };
        simulation(7, 6, 3, 10_000).system(system).invocations();

        assertThat((double) tried[1] / tried[0]).isBetween(0.25, 0.6);
    }

    @Test
    void a_compare_and_set_that_was_never_sent_says_nothing_of_the_register() {
        assertThat(check("""
                0 write[r0] 1 -> ok 1 rev 2
                1 cas[r0] [1 2] -> fail ! not-sent: refused
                0 read[r0] -> ok 1 rev 2
                """)).extracting(CheckResult::verdict).containsOnly(Verdict.VALID);
    }

    @Test
    void a_compare_and_set_that_did_not_match_what_was_there_is_invalid() {
        assertThat(check("""
                0 write[r0] 1 -> ok 1 rev 2
                1 cas[r0] [1 2] -> fail ! did-not-match
                0 read[r0] -> ok 1 rev 2
                """)).extracting(CheckResult::verdict).contains(Verdict.INVALID);
    }

    @Test
    void a_stale_read_is_found_by_both_checkers() {
        assertThat(check("""
                0 write[r0] 1 -> ok 1 rev 2
                0 write[r0] 2 -> ok 2 rev 3
                1 read[r0] -> ok 1 rev 2
                """)).extracting(CheckResult::verdict).containsExactly(Verdict.INVALID, Verdict.INVALID);
    }

    private List<CheckResult> check(String history) {
        Evidence evidence = Evidence.of(HistoryNotation.parse(history));
        return workload.checkers(plan(2, 1)).stream()
                .map(checker -> checker.check(evidence, Budget.standard()))
                .toList();
    }

    /** Whether the call succeeds, on registers that do what they should. */
    private static boolean apply(Entry call, Map<Value, Value> registers) {
        return switch (call.function()) {
            case "write" -> {
                registers.put(call.key(), call.value());
                yield true;
            }
            case "cas" -> {
                List<Value> pair = ((Value.Vec) call.value()).items();
                yield registers.replace(call.key(), pair.getFirst(), pair.getLast());
            }
            default -> true;
        };
    }

    private static List<Value> written(Entry invocation) {
        List<Value> written = new ArrayList<>();
        if (invocation.function().equals("write")) {
            written.add(invocation.value());
        } else if (invocation.value() instanceof Value.Vec pair) {
            written.add(pair.items().getLast());
        }
        return written;
    }

    private List<Entry> invocations(long seed, int workers, int keys, int count) {
        return simulation(seed, workers, keys, count)
                .system(GeneratorSimulation.imperfect(new Seed(seed), Duration.ofMillis(1)))
                .invocations();
    }

    private GeneratorSimulation simulation(long seed, int workers, int keys, int count) {
        return GeneratorSimulation.of(workload.operations(plan(workers, keys)))
                .workers(workers)
                .seed(seed)
                .invocationsMax(count);
    }

    private static WorkloadPlan plan(int workers, int keys) {
        return new WorkloadPlan(new Seed(0), workers, keys, 3, Reads.LINEARIZABLE);
    }
}
