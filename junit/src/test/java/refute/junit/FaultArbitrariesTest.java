package refute.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import refute.harness.check.Verdict;
import refute.harness.fault.Fault;
import refute.harness.fault.Schedule;
import refute.harness.generator.Call;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.run.ScheduleFile;
import refute.harness.workload.ListedWorkload;
import refute.harness.workload.Workload;
import refute.harness.world.MemoryWorld;
import refute.systems.atom.Atom;
import refute.workloads.register.RegisterWorkload;

class FaultArbitrariesTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    @Provide
    Arbitrary<Schedule> schedules() {
        return FaultArbitraries.schedules(FaultArbitraries.faults(), 8, WITHIN);
    }

    @Provide
    Arbitrary<History> histories() {
        return FaultArbitraries.histories(3, 10);
    }

    @Provide
    Arbitrary<Workload> workloads() {
        Arbitrary<Call> calls = Arbitraries.of(
                Call.of("read").on(Value.of("r")), Call.of("write", Value.of(1)).on(Value.of("r")));
        return FaultArbitraries.workloads(new RegisterWorkload(), calls, 6, 20, Duration.ofMillis(50));
    }

    @Property(tries = 500)
    void schedules_are_within_their_time_and_survive_their_file(@ForAll("schedules") Schedule schedule) {
        assertThat(schedule.faults())
                .hasSizeLessThanOrEqualTo(8)
                .allMatch(fault -> fault.healNanos() <= WITHIN.toNanos());
        assertThat(ScheduleFile.parse(ScheduleFile.print(schedule), "schedule")).isEqualTo(schedule);
    }

    @Property(tries = 500)
    void histories_are_well_formed_and_bounded(@ForAll("histories") History history) {
        long invoked = 0;
        for (int at = 0; at < history.size(); at++) {
            invoked += history.partner(at) < 0 || history.partner(at) > at ? 1 : 0;
        }
        assertThat(invoked).isLessThanOrEqualTo(10);
    }

    @Example
    void each_kind_of_fault_is_drawn() {
        Set<Class<?>> kinds = new HashSet<>();
        RandomGenerator<Fault> generator = FaultArbitraries.faults().generator(1000);
        Random random = new Random(1);
        for (int n = 0; n < 200; n++) {
            kinds.add(generator.next(random).value().getClass());
        }
        assertThat(kinds).containsExactlyInAnyOrder(Fault.class.getPermittedSubclasses());
    }

    @Example
    void a_schedule_shrinks_to_the_one_fault_that_matters() {
        Schedule smallest = shrunk(
                schedules(), schedule -> schedule.faults().stream().anyMatch(one -> one.fault() instanceof Fault.Kill));

        assertThat(smallest.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.fault()).isInstanceOf(Fault.Kill.class);
            assertThat(fault.startNanos()).isZero();
            assertThat(fault.durationNanos()).isEqualTo(100_000_000);
        });
    }

    @Example
    void a_history_shrinks_to_the_one_operation_that_matters() {
        History smallest = shrunk(histories(), history -> {
            for (int at = 0; at < history.size(); at++) {
                if (history.function(at).equals("cas")) {
                    return true;
                }
            }
            return false;
        });

        assertThat(smallest.size()).isEqualTo(1);
    }

    @Property(tries = 10)
    void a_workload_that_was_drawn_can_be_run(@ForAll("workloads") Workload workload) throws InterruptedException {
        Scenario scenario = Scenario.of(new Atom(), workload, new MemoryWorld()).timeLimit(Duration.ofMillis(50));

        var result = Runner.withoutFaults().run(scenario, Recording.inMemory("drawn", Path.of("")), RunListener.NONE);

        assertThat(result.verdict()).isNotEqualTo(Verdict.INVALID);
        assertThat(result.course().failure()).isEmpty();
        assertThat(((ListedWorkload) workload).calls()).hasSizeLessThanOrEqualTo(20);
    }

    /** What is left when nothing smaller that still fails is found: greedily, as jqwik itself goes. */
    private static <T> T shrunk(Arbitrary<T> arbitrary, Predicate<T> fails) {
        RandomGenerator<T> generator = arbitrary.generator(1000);
        Random random = new Random(7);
        Shrinkable<T> failing = generator.next(random);
        while (!fails.test(failing.value())) {
            failing = generator.next(random);
        }
        for (boolean smaller = true; smaller; ) {
            List<Shrinkable<T>> next = failing.shrink()
                    .filter(one -> fails.test(one.value()))
                    .limit(1)
                    .toList();
            smaller = !next.isEmpty();
            failing = smaller ? next.getFirst() : failing;
        }
        return failing.value();
    }
}
