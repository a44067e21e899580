package refute.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;
import refute.harness.check.CheckResult;
import refute.harness.check.NodeReport;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.fault.Cut;
import refute.harness.fault.Effect;
import refute.harness.fault.Fault;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.history.HistoryFile;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.harness.system.Reads;
import refute.harness.system.SystemOptions;

class RunFolderTest {
    private static final Instant STARTED = Instant.parse("2026-11-24T10:00:00.123Z");

    @TempDir
    Path store;

    @Test
    void a_run_has_a_folder_of_its_own_and_latest_points_to_it() {
        RunFolder folder = RunFolder.create(store, record());
        assertThat(folder.path().getFileName()).hasToString("20261124T100000.123-42");
        assertThat(folder.path().getParent().getFileName()).hasToString("etcd-register");
        assertThat(RunFolder.open(store.resolve("latest")).path()).isEqualTo(folder.path());
        assertThat(folder.record()).isEqualTo(record());
    }

    @Test
    void runs_that_begin_at_the_same_moment_do_not_share_a_folder() throws Exception {
        Set<Path> made = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> runs = IntStream.range(0, 40)
                    .<Callable<Boolean>>mapToObj(i ->
                            () -> made.add(RunFolder.create(store, record()).path()))
                    .toList();
            for (Future<Boolean> run : threads.invokeAll(runs)) {
                assertThat(run.get()).isTrue();
            }
        }
        assertThat(made).hasSize(40);
        try (var left = Files.list(store.resolve("etcd-register"))) {
            assertThat(left).hasSize(40);
        }
        assertThat(made).contains(RunFolder.open(store.resolve("latest")).path());
    }

    @Test
    void the_outcome_with_every_kind_of_witness_is_read_back() throws IOException {
        RunFolder folder = RunFolder.create(store, record());
        RunRecord ended = record().with(outcome()).withVersion("etcd", "3.6.5");
        folder.write(ended);
        assertThat(RunFolder.open(folder.path()).record()).isEqualTo(ended);
    }

    @Test
    void faults_are_read_back_as_planned_and_as_they_happened() throws IOException {
        RunFolder folder = RunFolder.create(store, record());
        assertThat(folder.schedule()).isEqualTo(Schedule.EMPTY);
        PlannedFault planned = new PlannedFault(
                "partition-1",
                "partition",
                new Fault.Partition(new Shape.Isolate(new Target.Leader(-7)), Cut.STALLED),
                5_000_000_000L,
                10_000_000_001L);
        PlannedFault later = new PlannedFault("kill-1", "kill", new Fault.Kill(new Target.All()), 6_000_000_000L, 1);
        var figures = new LinkedHashMap<>(Map.of("stalledBytes", 41_000L));
        InjectedFault injected = new InjectedFault(
                planned,
                List.of(new NodeId(2)),
                "partition: n2 isolated",
                5_000_100_000L,
                Long.MAX_VALUE,
                new Effect(true, "41 kB stalled", figures));
        Schedule schedule = new Schedule(List.of(planned, later));
        folder.write(schedule, List.of(injected));
        assertThat(folder.schedule()).isEqualTo(schedule);
        assertThat(folder.faults()).containsExactly(injected);
    }

    @Test
    void a_folder_that_is_none_cut_newer_or_without_a_history_is_one_clear_problem() throws IOException {
        assertThatThrownBy(() -> RunFolder.open(store.resolve("none"))).hasMessageContaining("no such folder");
        assertThatThrownBy(() -> RunFolder.open(store)).hasMessageContaining("has no run.json");
        RunFolder folder = RunFolder.create(store, record());
        assertThatThrownBy(folder::history).isInstanceOf(BadInput.class).hasMessageContaining("no such file");
        Path json = folder.path().resolve("run.json");
        String whole = Files.readString(json);
        for (int length = 0; length < whole.length() - 2; length += 7) {
            Files.writeString(json, whole.substring(0, length));
            assertThatThrownBy(folder::record).isInstanceOf(BadInput.class).hasMessageContaining("run.json");
        }
        Files.writeString(json, whole.replaceFirst("\"version\" : 1", "\"version\" : 2"));
        assertThatThrownBy(folder::record).isInstanceOf(BadInput.class).hasMessageContaining("version 2");
        Files.writeString(json, whole.replaceFirst("\"nodes\"", "\"node\""));
        assertThatThrownBy(folder::record).isInstanceOf(BadInput.class).hasMessageContaining("scenario.nodes");
        Files.writeString(json, whole.replaceFirst("\\{", "{\"aFieldOfLater\": [1], "));
        assertThat(folder.record()).isEqualTo(record());
    }

    @Test
    void a_run_that_ended_before_its_first_operation_has_an_empty_history_and_a_note() throws IOException {
        RunFolder folder = RunFolder.create(store, record());
        HistoryFile.write(folder.historyFile(), HistoryNotation.parse(""));
        assertThat(folder.history().history().isEmpty()).isTrue();
        assertThat(folder.history().notes()).singleElement().asString().contains("no operation");
    }

    @Test
    void a_name_that_would_leave_the_store_is_refused() {
        for (String name : List.of("..", "a/b", "", "latest", ".hidden")) {
            assertThatThrownBy(() -> RunFolder.create(store, named(name))).isInstanceOf(BadInput.class);
        }
    }

    @Test
    void secrets_are_not_written() {
        SystemOptions options = SystemOptions.standard()
                .withFlag("root-password", "abc")
                .withFlag("url", "http://u:hunter22@127.0.0.1")
                .withFlag("heartbeat", "100");
        assertThat(Secrets.hide(options, Map.of("ETCD_PASSWORD", "hunter22")).flags())
                .containsEntry("root-password", Secrets.HIDDEN)
                .containsEntry("url", "http://u:" + Secrets.HIDDEN + "@127.0.0.1")
                .containsEntry("heartbeat", "100");
    }

    static RunRecord record() {
        return named("etcd-register");
    }

    private static RunRecord named(String name) {
        ScenarioRecord scenario = new ScenarioRecord(
                name,
                new ScenarioRecord.SubjectRecord(
                        "etcd", SystemOptions.standard().withVersion("3.6.5").withFlag("f", "ü\ud800"), "processes", 3),
                new ScenarioRecord.LoadRecord("register", 6, 10, 200.5, Duration.ofSeconds(60), Reads.SERIALIZABLE),
                List.of("partition", "kill"),
                false,
                Limits.standard(),
                42);
        var versions = new LinkedHashMap<>(Map.of("refute", "0.1.0"));
        return new RunRecord(
                scenario,
                new RunRecord.Origin("1d72c37", versions, RunRecord.Machine.here()),
                STARTED,
                Optional.empty());
    }

    private static RunRecord.Outcome outcome() {
        List<Operation> operations = HistoryNotation.parse(
                        "0 write[x] 1 -> ok rev 3; 1 read[x] -> ok 2; 2 write[x] {:a 1.5} -> info ! timeout; 3 read[x]")
                .operations();
        List<Witness> witnesses = List.of(
                new Witness.Unlinearizable(
                        "process 1 read 2",
                        "register",
                        Value.of("x"),
                        operations,
                        operations.subList(1, 2),
                        operations.get(1),
                        List.of(new Witness.Attempt(List.of(0, 2), List.of("1", "nil"), "reads 2")),
                        true),
                new Witness.Elements("lost", "lost", List.of(Value.of(1), Value.NIL), operations),
                new Witness.Contradiction("no", "stale", operations),
                new Witness.Cycle("round", "G-single", operations.subList(0, 2), List.of("wr", "rw")),
                new Witness.NodeFailure("n1 panicked", new NodeId(1), List.of("panic: \u0000<script>")));
        CheckResult result = CheckResult.invalid("linear", "because", witnesses)
                .with("states", Value.of(7))
                .withNanos(5);
        return new RunRecord.Outcome(
                STARTED.plusSeconds(60),
                Verdict.INVALID,
                new RunRecord.Counts(4, 2, 0, 2),
                List.of(result, CheckResult.unknown("set", "nothing read")),
                List.of(new NodeReport(
                        new NodeId(1), true, List.of(-9, 2), List.of("nodes/n1/log"), List.of("panic"))));
    }
}
