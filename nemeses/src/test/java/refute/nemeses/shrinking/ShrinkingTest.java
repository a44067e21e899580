package refute.nemeses.shrinking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.fault.Fault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Target;
import refute.harness.generator.Call;
import refute.harness.generator.ListedCall;
import refute.harness.history.Value;
import refute.harness.run.Script;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Accident;

/** Cases that fail by what is in them, without anything being executed. */
class ShrinkingTest {
    private static final long MILLI = 1_000_000L;
    private static final int TRIES = 40;
    private static final long LIMIT = 10_000 * MILLI;

    private static Case whole(int faults, int accidents, int calls) {
        Fault kill = new Fault.Kill(new Target.Named(List.of(new NodeId(1))));
        NodeId node = new NodeId(1);
        return new Case(
                IntStream.range(0, faults)
                        .mapToObj(n -> new PlannedFault("f" + n, "kill", kill, n * 100 * MILLI, MILLI))
                        .toList(),
                new Script(
                        IntStream.range(0, calls)
                                .mapToObj(n ->
                                        new ListedCall(n * MILLI, n % 5, new Call("write", Value.NIL, Value.of(n))))
                                .toList(),
                        true,
                        IntStream.range(0, accidents)
                                .mapToObj(n -> new Accident(Accident.What.MESSAGE_LOST, node, node, n * MILLI, 0, 0, 0))
                                .toList(),
                        false),
                LIMIT,
                5,
                42);
    }

    private static Set<Integer> calls(Case of) {
        return of.script().calls().stream()
                .map(call -> (int) ((Value.Int) call.call().argument()).number())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Oracle failing(Predicate<Case> fails) {
        return candidate -> fails.test(candidate) ? OptionalLong.of(candidate.limitNanos()) : OptionalLong.empty();
    }

    private static Shrinking shrinking(Case whole, Predicate<Case> fails, boolean exact) {
        return new Shrinking(whole, LIMIT, failing(fails), () -> true, exact, new Seed(1), smaller -> {});
    }

    @Test
    void what_is_needed_alone_remains() throws InterruptedException {
        Case smallest = shrinking(
                        whole(6, 40, 300),
                        one -> calls(one).containsAll(Set.of(7, 250))
                                && one.script().accidents().stream().anyMatch(lost -> lost.atNanos() == 3 * MILLI),
                        false)
                .run();

        assertThat(calls(smallest)).containsExactlyInAnyOrder(7, 250);
        assertThat(smallest.script().accidents()).hasSize(1);
        assertThat(smallest.faults()).isEmpty();
        assertThat(smallest.nodes()).isEqualTo(1);
        assertThat(smallest.script().readsAtEnd()).isFalse();
    }

    @Test
    void items_that_can_only_go_together_go_in_simulation() throws InterruptedException {
        Predicate<Case> fails = one -> {
            Set<Integer> calls = calls(one);
            return calls.contains(9)
                    && calls.contains(1) == calls.contains(2)
                    && calls.contains(3) == !one.script().accidents().isEmpty();
        };

        assertThat(shrinking(whole(0, 1, 10), fails, false).run().size()).isGreaterThan(1);
        assertThat(shrinking(whole(0, 1, 10), fails, true).run().size()).isEqualTo(1);
    }

    @Test
    void another_seed_that_needs_less_is_taken_in_simulation_alone() throws InterruptedException {
        Predicate<Case> fails = one -> one.seed() % 10 == 3 || calls(one).size() >= 30;

        Case exact = shrinking(whole(3, 3, 40), fails, true).run();
        Case real = shrinking(whole(3, 3, 40), fails, false).run();

        assertThat(exact.size()).isZero();
        assertThat(exact.seed() % 10).isEqualTo(3);
        assertThat(real.size()).isEqualTo(30);
        assertThat(real.seed()).isEqualTo(42);
    }

    @Test
    void a_way_down_in_another_order_may_end_elsewhere() throws InterruptedException {
        // Any of the first half will do, or twenty of the second.
        Predicate<Case> fails = one -> calls(one).stream().anyMatch(n -> n < 50)
                || calls(one).stream().filter(n -> n >= 50).count() >= 20;
        Shrinking shrinking = shrinking(whole(0, 0, 100), fails, false);

        shrinking.run();
        Set<Case> ends = new HashSet<>(Set.of(shrinking.best()));
        for (int n = 1; n <= 5; n++) {
            ends.add(shrinking.restart(n));
        }

        assertThat(ends)
                .hasSizeGreaterThan(2)
                .allSatisfy(end -> assertThat(fails.test(end)).isTrue());
        assertThat(shrinking.best().size()).isEqualTo(1);
    }

    @Test
    void what_fails_when_it_meets_is_brought_together_in_simulation() throws InterruptedException {
        // In the whole, calls are a millisecond apart, and those of such a pair two or three.
        Predicate<Case> fails =
                one -> calls(one).size() >= 40 || isMeetingOnANode(one.script().calls());

        assertThat(shrinking(whole(0, 0, 60), fails, true).run().size()).isEqualTo(2);
        assertThat(shrinking(whole(0, 0, 60), fails, false).run().size()).isEqualTo(40);
    }

    private static boolean isMeetingOnANode(List<ListedCall> calls) {
        return calls.stream()
                .anyMatch(one -> calls.stream()
                        .anyMatch(other -> other.worker() == one.worker() + 3
                                && Math.abs(other.atNanos() - one.atNanos()) < MILLI / 2));
    }

    @Test
    void what_time_alone_brings_about_stands_for_operations_in_simulation() throws InterruptedException {
        Predicate<Case> fails = one -> calls(one).size() >= 40
                || (one.limitNanos() > LIMIT / 3 && one.script().accidents().size() == 1);

        Case smallest = shrinking(whole(0, 9, 60), fails, true).run();

        assertThat(smallest.size()).isEqualTo(1);
        assertThat(smallest.limitNanos()).isGreaterThan(LIMIT / 3);
    }

    @Test
    void faults_begin_before_the_main_phase_ends_wherever_they_are_moved() {
        Case moved = whole(6, 3, 3).lasting(250 * MILLI).faultsAt(nanos -> 9 * nanos);

        assertThat(moved.faults()).allMatch(fault -> fault.startNanos() < 250 * MILLI);
    }

    @Test
    void accidents_of_nodes_that_are_gone_go_with_them() {
        Case onOne = whole(0, 4, 1).withNodes(1);
        NodeId third = new NodeId(3);
        Accident far = new Accident(Accident.What.CRASH, third, third, MILLI, 0, 0, 0);

        assertThat(onOne.script().accidents()).hasSize(4);
        assertThat(onOne.withNodes(3)
                        .withAccidents(List.of(far))
                        .withNodes(2)
                        .script()
                        .accidents())
                .isEmpty();
    }

    @Test
    void what_is_told_to_stop_is_not_complete_and_has_the_best_so_far() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        List<Case> heard = new ArrayList<>();
        Shrinking shrinking = new Shrinking(
                whole(6, 40, 300),
                LIMIT,
                failing(one -> {
                    tries.incrementAndGet();
                    return calls(one).contains(0);
                }),
                () -> tries.get() < TRIES,
                true,
                new Seed(1),
                heard::add);

        Case best = shrinking.run();

        assertThat(shrinking.isComplete()).isFalse();
        assertThat(shrinking.tried()).isEqualTo(TRIES);
        assertThat(heard).last().isEqualTo(best);
        assertThat(best.size()).isLessThan(346);
    }

    @Test
    void in_simulation_no_case_is_executed_twice() throws InterruptedException {
        List<Case> tried = new ArrayList<>();
        new Shrinking(
                        whole(2, 5, 20),
                        LIMIT,
                        failing(one -> {
                            tried.add(one);
                            return calls(one).containsAll(Set.of(3, 4, 5));
                        }),
                        () -> true,
                        true,
                        new Seed(1),
                        smaller -> {})
                .run();

        List<Case> vain = tried.stream()
                .filter(one -> !calls(one).containsAll(Set.of(3, 4, 5)))
                .toList();
        assertThat(vain).doesNotHaveDuplicates();
    }

    @Test
    void the_same_seed_tries_the_same() throws InterruptedException {
        Predicate<Case> fails = one -> one.seed() % 7 == 3 || calls(one).containsAll(Set.of(3, 4, 11));

        assertThat(shrinking(whole(2, 5, 20), fails, true).run())
                .isEqualTo(shrinking(whole(2, 5, 20), fails, true).run());
    }
}
