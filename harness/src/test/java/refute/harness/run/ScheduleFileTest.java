package refute.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.fault.Cut;
import refute.harness.fault.Fault;
import refute.harness.fault.Impairment;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.history.Histories;
import refute.harness.history.Value;
import refute.harness.system.NodeId;

class ScheduleFileTest {
    @Test
    void a_person_can_write_one() {
        Schedule schedule = ScheduleFile.parse("""
                {"faults": [
                  {"start": "5s", "duration": "10s", "fault": "partition", "shape": "isolate", "target": "leader", "cut": "stalled"},
                  {"start": "8s", "duration": "3s", "fault": "kill", "target": "n1, n3"},
                  {"start": "20s", "duration": "500ms", "fault": "bad-links", "target": "minority", "impairment": "late", "delay": "100ms"}
                ]}
                """, "schedule.json");
        assertThat(schedule.faults())
                .extracting(PlannedFault::fault)
                .containsExactly(
                        new Fault.Partition(new Shape.Isolate(new Target.Leader(0)), Cut.STALLED),
                        new Fault.Kill(new Target.Named(List.of(new NodeId(1), new NodeId(3)))),
                        new Fault.BadLinks(new Target.Minority(0), new Impairment.Late(100_000_000, 0)));
        assertThat(schedule.faults()).extracting(PlannedFault::id).containsExactly("fault-1", "fault-2", "fault-3");
    }

    @Test
    void all_mistakes_are_told_with_their_paths_and_what_may_have_been_meant() {
        assertThatThrownBy(() -> ScheduleFile.parse("""
                {"faults": [
                  {"start": "5", "duration": "10s", "fault": "partitoin"},
                  {"start": "8s", "duraton": "3s", "fault": "kill", "target": "leeder"},
                  {"start": "8s", "duration": "0s", "fault": "kill", "target": "n1", "shape": "halves", "id": "a b"},
                  7
                ]}
                """, "s.json"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("faults[0].start: '5' is not a duration")
                .hasMessageContaining("faults[0].fault: there is no 'partitoin' (did you mean partition?)")
                .hasMessageContaining("faults[1].duration: is missing (is duraton meant for it?)")
                .hasMessageContaining("faults[1].target: 'leeder' is neither")
                .hasMessageContaining("did you mean leader?")
                .hasMessageContaining("faults[2].duration: a fault lasts longer")
                .hasMessageContaining("faults[2].shape: is unknown here")
                .hasMessageContaining("faults[2].id: 'a b'")
                .hasMessageContaining("faults[3]: an object {…} expected");
    }

    @Test
    void two_faults_with_one_id_no_json_and_a_newer_version_are_refused() {
        String kill =
                "{\"id\": \"k\", \"start\": \"1s\", \"duration\": \"1s\", \"fault\": \"kill\", \"target\": \"all\"}";
        assertThatThrownBy(() -> ScheduleFile.parse("{\"faults\": [" + kill + "," + kill + "]}", "s"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("faults[1].id");
        assertThatThrownBy(() -> ScheduleFile.parse("{\n \"faults\": [}", "s"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("s:2:");
        assertThatThrownBy(() -> ScheduleFile.parse("{\"version\": 9}", "s")).hasMessageContaining("version 9");
        assertThatThrownBy(() -> ScheduleFile.parse("[]", "s")).isInstanceOf(BadInput.class);
    }

    @Property(tries = 300)
    void what_is_printed_is_read_back(@ForAll("schedules") Schedule schedule) {
        assertThat(ScheduleFile.parse(ScheduleFile.print(schedule), "s")).isEqualTo(schedule);
    }

    @Property(tries = 300)
    void values_are_read_back_from_json(@ForAll("values") Value value) {
        BadInput.Collector problems = new BadInput.Collector();
        String text = Json.print(ValueJson.write(value));
        assertThat(ValueJson.read(Json.parse(text, "v"), "v", problems)).isEqualTo(value);
        assertThat(problems.isEmpty()).isTrue();
    }

    @Provide
    Arbitrary<Value> values() {
        return Histories.values();
    }

    @Provide
    Arbitrary<Schedule> schedules() {
        return Combinators.combine(
                        faults(),
                        Arbitraries.longs().between(0, 1L << 50),
                        Arbitraries.longs().between(1, 1L << 50))
                .as(Planned::new)
                .list()
                .ofMaxSize(10)
                .map(ScheduleFileTest::schedule);
    }

    private record Planned(Fault fault, long start, long duration) {}

    private static Schedule schedule(List<Planned> drafts) {
        List<PlannedFault> faults = new ArrayList<>();
        for (Planned draft : drafts) {
            faults.add(new PlannedFault("f-" + faults.size(), "n", draft.fault(), draft.start(), draft.duration()));
        }
        return new Schedule(faults);
    }

    private static Arbitrary<Fault> faults() {
        Arbitrary<Long> picks = Arbitraries.longs();
        Arbitrary<Long> nanos = Arbitraries.longs().between(0, 1L << 40);
        Arbitrary<Target> targets = Arbitraries.oneOf(
                picks.map(Target.Leader::new),
                picks.map(Target.One::new),
                picks.map(Target.Minority::new),
                picks.map(Target.Majority::new),
                Arbitraries.just(new Target.All()),
                Arbitraries.integers()
                        .between(1, 7)
                        .map(NodeId::new)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(Target.Named::new));
        Arbitrary<Shape> shapes = Arbitraries.oneOf(
                targets.map(Shape.Isolate::new),
                Arbitraries.just(new Shape.Halves()),
                picks.map(Shape.RandomHalves::new),
                picks.map(Shape.Bridge::new),
                picks.map(Shape.MajorityRing::new),
                targets.map(Shape.OneWay::new),
                targets.map(Shape.ClientSide::new));
        Arbitrary<Impairment> impairments = Arbitraries.oneOf(
                Arbitraries.of(Cut.values()).map(Impairment.Blocked::new),
                Combinators.combine(nanos, nanos).as(Impairment.Late::new),
                Arbitraries.longs().between(0, 1000).map(Impairment.Narrow::new),
                nanos.map(n -> new Impairment.Sliced(17, n)),
                nanos.map(Impairment.Reset::new),
                nanos.map(Impairment.Limited::new));
        return Arbitraries.oneOf(
                Combinators.combine(shapes, Arbitraries.of(Cut.values())).as(Fault.Partition::new),
                Combinators.combine(targets, impairments).as(Fault.BadLinks::new),
                targets.map(Fault.Kill::new),
                targets.map(Fault.Pause::new));
    }
}
