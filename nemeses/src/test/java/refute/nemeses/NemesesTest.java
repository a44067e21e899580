package refute.nemeses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.fault.Cut;
import refute.harness.fault.Fault;
import refute.harness.fault.Nemesis;
import refute.harness.fault.NemesisPlan;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.system.NodeId;

class NemesesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<Nemesis> ALL = ServiceLoader.load(Nemesis.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    @Test
    void all_nemeses_are_found_by_name() {
        assertThat(ALL)
                .extracting(Nemesis::name)
                .contains("partition", "kill", "pause", "bad-links")
                .doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void equal_plans_give_equal_faults(@ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int nodes) {
        for (Nemesis nemesis : ALL) {
            assertThat(nemesis.plan(plan(seed, nodes, 60))).isEqualTo(nemesis.plan(plan(seed, nodes, 60)));
        }
    }

    @Property(tries = 200)
    void each_run_has_two_faults_of_each_nemesis_which_do_not_overlap_and_end_in_time(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 300) int seconds) {
        for (Nemesis nemesis : ALL) {
            List<PlannedFault> faults = nemesis.plan(plan(seed, 5, seconds));
            assertThat(faults).hasSizeGreaterThanOrEqualTo(2);
            long free = 0;
            for (PlannedFault fault : faults) {
                assertThat(fault.startNanos()).isGreaterThan(free);
                assertThat(fault.nemesis()).isEqualTo(nemesis.name());
                free = fault.healNanos();
            }
            assertThat(free).isLessThanOrEqualTo(seconds * SECOND);
        }
    }

    @Test
    void a_minute_has_five_faults_of_each_nemesis_of_three_to_five_seconds() {
        assertThat(new KillNemesis().plan(plan(7, 3, 60)))
                .hasSize(5)
                .allSatisfy(
                        fault -> assertThat(fault.durationNanos()).isBetween(3 * SECOND - SECOND / 1000, 5 * SECOND));
    }

    @Property(tries = 100)
    void all_nemeses_are_at_rest_together_before_each_round_of_faults(
            @ForAll long seed, @ForAll @IntRange(min = 24, max = 300) int seconds) {
        List<PlannedFault> faults = together(seed, seconds);
        int calms = 0;
        long healed = 0;
        for (PlannedFault fault : faults) {
            calms += fault.startNanos() - healed >= 3 * SECOND ? 1 : 0;
            healed = Math.max(healed, fault.healNanos());
        }
        assertThat(calms).isEqualTo(faults.size() / ALL.size()).isGreaterThanOrEqualTo(seconds / 18);
    }

    @Property(tries = 100)
    void faults_of_several_nemeses_overlap(@ForAll long seed) {
        List<PlannedFault> faults = together(seed, 60);
        long overlaps = IntStream.range(1, faults.size())
                .filter(i -> faults.get(i).startNanos() < faults.get(i - 1).healNanos())
                .count();
        assertThat(overlaps).isPositive();
    }

    /** The faults of all nemeses, in the order of their starts. */
    private static List<PlannedFault> together(long seed, int seconds) {
        return new Schedule(ALL.stream()
                        .flatMap(nemesis -> nemesis
                                .plan(new NemesisPlan(
                                        new Seed(seed).substream(nemesis.name()), NodeId.first(5), seconds * SECOND))
                                .stream())
                        .toList())
                .faults();
    }

    @Test
    void partitions_draw_every_shape_before_one_comes_again_and_both_cuts() {
        List<Fault.Partition> drawn = new PartitionNemesis()
                .plan(plan(3, 5, 300)).stream()
                        .limit(9)
                        .map(fault -> (Fault.Partition) fault.fault())
                        .toList();
        assertThat(drawn)
                .extracting(fault -> fault.shape().getClass().getSimpleName())
                .contains("Isolate", "Halves", "RandomHalves", "Bridge", "MajorityRing", "OneWay", "ClientSide");
        assertThat(drawn.stream().map(Fault.Partition::cut).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Cut.STALLED, Cut.DROPPED);
    }

    private static NemesisPlan plan(long seed, int nodes, long seconds) {
        return new NemesisPlan(new Seed(seed), NodeId.first(nodes), seconds * SECOND);
    }
}
