package refute.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import refute.harness.Seed;
import refute.harness.fault.Effect;
import refute.harness.fault.Fault;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.fault.Target;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.system.NodeId;
import refute.harness.system.SystemOptions;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.MemoryWorld;

@Timeout(30)
class NemesisWorkerTest {
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final Recording recording = Recording.inMemory("test", Path.of("."));
    private final long origin = System.nanoTime();
    private final Interpreter interpreter =
            new Interpreter(this::clock, recording, Duration.ofSeconds(1), new Seed(0), 1, id -> {
                throw new AssertionError("nobody invokes");
            });

    private long clock() {
        return System.nanoTime() - origin;
    }

    private static PlannedFault fault(String id, long startMillis, long millis) {
        return new PlannedFault(
                id,
                "kill",
                new Fault.Kill(new Target.All()),
                TimeUnit.MILLISECONDS.toNanos(startMillis),
                TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private FaultInjector.Injection injection(PlannedFault fault) {
        done.add("inject " + fault.id());
        return new FaultInjector.Injection() {
            @Override
            public List<NodeId> targets() {
                return List.of(new NodeId(1));
            }

            @Override
            public String description() {
                return "kill: n1";
            }

            @Override
            public Effect heal() {
                done.add("heal " + fault.id());
                if (fault.id().equals("sticks")) {
                    throw new IllegalStateException("it sticks");
                }
                return new Effect(true, "pid gone", new LinkedHashMap<>());
            }
        };
    }

    private NemesisWorker worker(FaultInjector injector, PlannedFault... faults) {
        Cluster cluster = new MemoryWorld()
                .deploy(new Deployment(
                        "test",
                        Cells.well().subject().system().prepare(SystemOptions.standard(), MemoryWorld.NAME),
                        NodeId.first(3),
                        Path.of("."),
                        new Seed(0),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        refute.harness.system.Reads.LINEARIZABLE));
        return new NemesisWorker(
                new Schedule(List.of(faults)), injector, cluster, interpreter, this::clock, event -> {});
    }

    private static List<InjectedFault> run(NemesisWorker worker) throws InterruptedException {
        worker.run();
        return worker.await(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void faults_that_overlap_are_injected_and_healed_each_at_its_time() throws InterruptedException {
        List<InjectedFault> faults =
                run(worker((fault, cluster) -> injection(fault), fault("a", 10, 60), fault("b", 30, 20)));
        assertThat(done).containsExactly("inject a", "inject b", "heal b", "heal a");
        assertThat(faults).extracting(f -> f.planned().id()).containsExactly("a", "b");
        assertThat(faults).allSatisfy(f -> {
            assertThat(f.startedNanos()).isGreaterThanOrEqualTo(f.planned().startNanos());
            assertThat(f.healedNanos()).isGreaterThanOrEqualTo(f.planned().healNanos());
            assertThat(f.effect().bit()).isTrue();
        });
    }

    @Test
    void each_fault_stands_in_the_history_with_its_id_and_what_it_did() throws InterruptedException {
        run(worker((fault, cluster) -> injection(fault), fault("a", 0, 5)));
        History history = recording.history();
        assertThat(history.entries())
                .extracting(Entry::kind)
                .containsExactly(EntryKind.INVOKE, EntryKind.INFO, EntryKind.INVOKE, EntryKind.INFO);
        assertThat(history.entries().stream().map(e -> e.function() + " " + e.value()))
                .element(1)
                .isEqualTo("inject [\"a\" \"kill: n1\"]");
        assertThat(history.entries().getLast().value()).hasToString("[\"a\" \"pid gone\"]");
    }

    @Test
    void when_it_is_stopped_it_heals_what_is_in_force_and_begins_nothing_more() throws InterruptedException {
        NemesisWorker[] worker = new NemesisWorker[1];
        worker[0] = worker(
                (fault, cluster) -> {
                    worker[0].stop();
                    return injection(fault);
                },
                fault("a", 0, 60_000),
                fault("b", 60_000, 60_000));
        List<InjectedFault> faults = run(worker[0]);
        assertThat(done).containsExactly("inject a", "heal a");
        assertThat(faults).hasSize(1);
    }

    @Test
    void an_injection_that_fails_is_a_failure_of_the_harness_and_the_others_are_healed() throws InterruptedException {
        run(worker(
                (fault, cluster) -> {
                    if (fault.id().equals("b")) {
                        throw new IllegalStateException("no such process");
                    }
                    return injection(fault);
                },
                fault("a", 0, 60_000),
                fault("b", 10, 10)));
        assertThat(done).containsExactly("inject a", "heal a");
        assertThat(interpreter.failure().orElseThrow()).hasMessageContainingAll("fault b", "no such process");
    }

    @Test
    void a_heal_that_fails_is_a_failure_of_the_harness_and_the_fault_is_kept() throws InterruptedException {
        List<InjectedFault> faults = run(worker((fault, cluster) -> injection(fault), fault("sticks", 0, 5)));
        assertThat(faults)
                .singleElement()
                .satisfies(f -> assertThat(f.effect().text()).contains("it sticks"));
        assertThat(interpreter.failure()).isPresent();
    }

    @Test
    void an_injection_that_tells_nothing_is_refused_with_all_its_problems() throws InterruptedException {
        run(worker(
                (fault, cluster) -> new FaultInjector.Injection() {
                    @Override
                    public List<NodeId> targets() {
                        return List.of(new NodeId(9));
                    }

                    @Override
                    public String description() {
                        return " ";
                    }

                    @Override
                    public Effect heal() {
                        return new Effect(true, "", new LinkedHashMap<>());
                    }
                },
                fault("a", 0, 5)));
        assertThat(interpreter.failure().orElseThrow()).hasMessageContainingAll("no description", "not all among");
    }
}
