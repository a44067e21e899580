package refute.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.fault.Fault;
import refute.harness.fault.Nemesis;
import refute.harness.fault.NemesisPlan;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.fault.Target;
import refute.harness.generator.Request;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.harness.system.Capability;
import refute.harness.system.Client;
import refute.harness.system.Reply;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.MemoryWorld;
import refute.harness.world.World;

@Timeout(60)
class RunnerTest {
    @TempDir
    Path folder;

    /** Virtual threads are not listed by the JVM: the runs' own scope tells, in the notes, who did not end. */
    private RunResult run(Scenario scenario) throws InterruptedException {
        RunResult result = Runner.withoutFaults().run(scenario, recording(), RunListener.NONE);
        assertThat(result.course().notes()).noneMatch(note -> note.contains("does not end"));
        return result;
    }

    private Recording recording() {
        return Recording.inMemory("test", folder);
    }

    private static Scenario brief(Scenario scenario) {
        return scenario.timeLimit(Duration.ofMillis(300)).rate(2_000).limits(limits(Duration.ofSeconds(20)));
    }

    /** For what is about timeouts; elsewhere they are long, so that a machine that stands still for a moment makes none. */
    private static Scenario impatient(Scenario scenario) {
        return brief(scenario).limits(limits(Duration.ofMillis(100)));
    }

    private static Limits limits(Duration operationTimeout) {
        return new Limits(
                operationTimeout,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1,
                new Budget(Duration.ofSeconds(10), 1 << 20, 1));
    }

    /** A client made of one function. */
    private interface Invoking extends Client {
        @Override
        CompletionStage<Reply> invoke(Request request);

        @Override
        default void close() {}
    }

    private static CheckResult check(RunResult result, String checker) {
        return result.checks().stream()
                .filter(check -> check.checker().equals(checker))
                .findFirst()
                .orElseThrow();
    }

    private static List<Operation> clientOperations(RunResult result) {
        return result.evidence().history().clients().operations();
    }

    @AfterEach
    void no_platform_thread_of_a_run_is_left() {
        Set<String> left = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("checker ") || name.startsWith("history-"))
                .collect(Collectors.toSet());
        assertThat(left).isEmpty();
    }

    @Test
    void a_run_records_operations_and_ends_valid() throws InterruptedException {
        RunResult result = run(brief(Cells.well()));
        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(result.exitCode()).isZero();
        assertThat(clientOperations(result)).hasSizeGreaterThan(100).allMatch(Operation::isOk);
        assertThat(result.course().phaseNanos().sequencedKeySet()).containsExactly(RunPhase.values());
    }

    @Test
    void the_rate_is_kept() throws InterruptedException {
        int most = 0;
        for (int i = 0; i < 3; i++) {
            int count = clientOperations(run(brief(Cells.well())
                            .rate(500)
                            .timeLimit(Duration.ofSeconds(1).plusMillis(500))))
                    .size();
            assertThat(count).isLessThan(850);
            most = Math.max(most, count);
        }
        // The best of three: a machine that stands still for a moment loses what it did not do meanwhile.
        assertThat(most).isGreaterThan(700);
    }

    @Test
    void operations_that_are_open_at_the_time_limit_end_as_soon_as_they_are_answered() throws InterruptedException {
        RunResult result = run(brief(Cells.with(cells -> (Invoking) request -> CompletableFuture.supplyAsync(
                        () -> cells.apply(request),
                        CompletableFuture.delayedExecutor(450, java.util.concurrent.TimeUnit.MILLISECONDS))))
                .workers(20)
                .rate(20));
        assertThat(clientOperations(result)).isNotEmpty().allMatch(Operation::isOk);
        assertThat(result.course().phaseNanos().get(RunPhase.MAIN)).isLessThan(5_000_000_000L);
    }

    @Test
    void every_worker_takes_part_under_full_load() throws InterruptedException {
        RunResult result = run(brief(Cells.well()).workers(20).rate(0).timeLimit(Duration.ofMillis(500)));
        assertThat(clientOperations(result).stream()
                        .collect(Collectors.groupingBy(o -> o.process().number(), Collectors.counting())))
                .hasSize(20)
                .allSatisfy((process, count) -> assertThat(count).isGreaterThan(20));
    }

    @Test
    void an_exception_that_escapes_a_client_is_info_with_its_cause_and_retires_the_process()
            throws InterruptedException {
        RunResult result = run(brief(Cells.with(cells -> (Invoking) request -> {
            if (request.function().equals("read")) {
                throw new IllegalStateException("no idea", new java.io.IOException("reset"));
            }
            return CompletableFuture.completedFuture(cells.apply(request));
        })));
        List<Operation> reads = clientOperations(result).stream()
                .filter(o -> o.function().equals("read"))
                .toList();
        assertThat(reads).isNotEmpty().allSatisfy(read -> {
            assertThat(read.outcome()).isEqualTo(EntryKind.INFO);
            assertThat(read.completion().error()).contains("exception: ", "no idea", "reset");
        });
        assertThat(reads.stream().map(Operation::process).distinct()).hasSameSizeAs(reads);
        assertThat(check(result, "unhandled-errors").reason()).contains(reads.size() + " operations");
        assertThat(check(result, "statistics").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_stage_that_fails_is_info_with_its_cause() throws InterruptedException {
        RunResult result = run(brief(Cells.with(
                cells -> (Invoking) request -> CompletableFuture.failedFuture(new IllegalStateException("later")))));
        assertThat(clientOperations(result))
                .isNotEmpty()
                .allMatch(o -> o.completion().error().contains("later"));
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void an_operation_without_an_answer_times_out_and_its_worker_goes_on() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        RunResult result = run(impatient(Cells.with(cells -> (Invoking) request -> calls.incrementAndGet() % 10 == 0
                        ? new CompletableFuture<>()
                        : CompletableFuture.completedFuture(cells.apply(request))))
                .timeLimit(Duration.ofSeconds(1)));
        List<Operation> lost = clientOperations(result).stream()
                .filter(o -> o.outcome() == EntryKind.INFO)
                .toList();
        assertThat(lost).hasSizeGreaterThan(6).allSatisfy(o -> {
            assertThat(o.completion().error()).startsWith("timeout: ");
            assertThat(o.completion().timeNanos() - o.invokedNanos()).isGreaterThanOrEqualTo(100_000_000L);
        });
    }

    @Test
    void a_client_that_blocks_is_interrupted_when_its_time_is_up() throws InterruptedException {
        RunResult result = run(impatient(Cells.with(cells -> (Invoking) request -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return CompletableFuture.completedFuture(cells.apply(request));
        })));
        assertThat(clientOperations(result))
                .isNotEmpty()
                .allMatch(o -> o.completion().error().startsWith("timeout: "));
    }

    @Test
    void a_late_answer_does_not_count() throws InterruptedException {
        RunResult result = run(impatient(Cells.with(cells -> (Invoking) request -> CompletableFuture.supplyAsync(
                () -> cells.apply(request),
                CompletableFuture.delayedExecutor(250, java.util.concurrent.TimeUnit.MILLISECONDS)))));
        assertThat(clientOperations(result)).isNotEmpty().allMatch(o -> o.outcome() == EntryKind.INFO);
    }

    @Test
    void a_client_that_cannot_be_opened_fails_its_operation_and_rests() throws InterruptedException {
        RunResult result = run(brief(Cells.with(cells -> {
                    throw new IllegalStateException("refused");
                }))
                .workers(2)
                .rate(0)
                .timeLimit(Duration.ofSeconds(1)));
        assertThat(clientOperations(result))
                .hasSizeBetween(4, 26)
                .allSatisfy(o -> assertThat(o.completion().error())
                        .startsWith("no-client: ")
                        .contains("refused"))
                .allMatch(o -> o.outcome() == EntryKind.FAIL);
    }

    @Test
    void each_process_has_a_client_of_its_own_and_every_client_is_closed() throws InterruptedException {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger opened = new AtomicInteger();
        RunResult result = run(brief(Cells.with(cells -> {
            open.incrementAndGet();
            opened.incrementAndGet();
            return new Client() {
                @Override
                public CompletionStage<Reply> invoke(Request request) {
                    return CompletableFuture.completedFuture(Reply.info("who knows"));
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        })));
        assertThat(clientOperations(result)).hasSize(opened.get());
        assertThat(open).hasValue(0);
    }

    @Test
    void a_bad_completion_is_a_failure_of_the_harness_with_all_its_problems_and_what_was_recorded_is_kept()
            throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        RunResult result = run(brief(Cells.with(cells -> (Invoking) request -> CompletableFuture.completedFuture(
                calls.incrementAndGet() == 50 ? new Reply.Ok(null, -1) : cells.apply(request)))));
        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.course().failure())
                .get()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(HarnessFailure.class)
                .hasMessageContainingAll("ok without a value", "revision is negative", "Request");
        assertThat(clientOperations(result)).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void a_stage_that_is_null_is_a_failure_of_the_harness() throws InterruptedException {
        RunResult result = run(brief(Cells.with(cells -> (Invoking) request -> null)));
        assertThat(result.exitCode()).isEqualTo(255);
    }

    @Test
    void a_recording_that_fails_ends_the_run_and_keeps_what_was_recorded() throws InterruptedException {
        AtomicInteger entries = new AtomicInteger();
        Recording kept = recording();
        Recording full = new Recording() {
            @Override
            public String runId() {
                return kept.runId();
            }

            @Override
            public Path folder() {
                return kept.folder();
            }

            @Override
            public void append(refute.harness.history.Entry entry) {
                if (entries.incrementAndGet() > 100) {
                    throw new java.io.UncheckedIOException(new java.io.IOException("No space left on device"));
                }
                kept.append(entry);
            }

            @Override
            public History history() {
                return kept.history();
            }

            @Override
            public void close() {}
        };
        RunResult result = Runner.withoutFaults().run(brief(Cells.well()), full, RunListener.NONE);
        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.evidence().history().size()).isEqualTo(100);
        assertThat(result.course().failure().orElseThrow()).hasMessageContaining("No space left");
    }

    @Test
    void a_run_that_is_stopped_keeps_and_judges_what_it_has() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            Run run = Runner.withoutFaults()
                    .prepare(
                            brief(Cells.well())
                                    .timeLimit(Duration.ofSeconds(30))
                                    .seed(i),
                            recording(),
                            RunListener.NONE);
            long afterMicros = new Seed(i).at(0, 200_000);
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(
                    run::stop,
                    CompletableFuture.delayedExecutor(afterMicros, java.util.concurrent.TimeUnit.MICROSECONDS));
            RunResult result = run.execute();
            stopping.join();
            assertThat(result.course().stopped()).isTrue();
            assertThat(result.verdict()).isNotEqualTo(Verdict.INVALID);
            assertThat(result.course().failure()).isEmpty();
        }
    }

    @Test
    void a_deployment_that_hides_that_it_was_interrupted_ends_a_stopped_run_as_any_other() throws InterruptedException {
        CountDownLatch deploying = new CountDownLatch(1);
        Run run = Runner.withoutFaults().prepare(brief(Cells.in(new Hiding(deploying))), recording(), RunListener.NONE);
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> {
            try {
                deploying.await();
                run.stop();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        RunResult result = run.execute();
        stopping.join();
        assertThat(result.course().failure()).isEmpty();
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.course().notes()).anyMatch(note -> note.contains("no valid environment"));
    }

    /** Where it takes for ever to start, until one is interrupted. */
    private record Hiding(CountDownLatch deploying) implements World {
        @Override
        public String name() {
            return new MemoryWorld().name();
        }

        @Override
        public String description() {
            return "never starts";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Optional<String> lacks() {
            return Optional.empty();
        }

        @Override
        public Cluster deploy(Deployment deployment) {
            deploying.countDown();
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody counts");
            } catch (InterruptedException e) {
                throw new IllegalStateException("no valid environment");
            }
        }
    }

    @Test
    void operations_that_are_open_when_a_run_is_stopped_stay_open() throws InterruptedException {
        CountDownLatch invoked = new CountDownLatch(3);
        Scenario scenario = brief(Cells.with(cells -> (Invoking) request -> {
                    invoked.countDown();
                    return new CompletableFuture<>();
                }))
                .workers(3)
                .timeLimit(Duration.ofSeconds(30));
        Run run = Runner.withoutFaults().prepare(scenario, recording(), RunListener.NONE);
        Thread.ofVirtual().start(() -> {
            try {
                invoked.await();
                run.stop();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        RunResult result = run.execute();
        assertThat(clientOperations(result)).hasSize(3).allMatch(o -> o.completion() == null);
    }

    @Test
    void a_run_that_is_stopped_twice_leaves_at_once_wherever_it_is() {
        for (int i = 0; i < 20; i++) {
            Run run = Runner.withoutFaults()
                    .prepare(brief(Cells.well()).timeLimit(Duration.ofSeconds(30)), recording(), RunListener.NONE);
            long afterMicros = new Seed(i).at(1, 100_000);
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(
                    () -> {
                        run.stop();
                        run.stop();
                    },
                    CompletableFuture.delayedExecutor(afterMicros, java.util.concurrent.TimeUnit.MICROSECONDS));
            assertThatThrownBy(run::execute).isInstanceOf(InterruptedException.class);
            stopping.join();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void a_listener_hears_of_phases_progress_and_checks_and_its_failures_are_noted() throws InterruptedException {
        List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void phase(RunPhase phase) {
                heard.add(phase.name());
            }

            @Override
            public void progress(Progress progress) {
                heard.add("progress");
                throw new IllegalStateException("deaf");
            }

            @Override
            public void judged(CheckResult result) {
                heard.add(result.checker());
            }
        };
        RunResult result = Runner.withoutFaults()
                .run(brief(Cells.well()).timeLimit(Duration.ofMillis(700)), recording(), listener);
        assertThat(heard).contains("DEPLOY", "MAIN", "progress", "JUDGE", "latencies");
        assertThat(result.course().notes()).anyMatch(note -> note.contains("deaf"));
        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void the_history_is_in_the_run_folder_and_the_schedule_too() throws InterruptedException {
        Scenario scenario = brief(Cells.well());
        RunFolder made = RunFolder.create(
                folder,
                RunRecord.begin(
                        scenario,
                        new RunRecord.Origin("", new java.util.LinkedHashMap<>(), RunRecord.Machine.here()),
                        java.time.Instant.EPOCH));
        RunResult result = Runner.withoutFaults().run(scenario, Recording.in(made, "test"), RunListener.NONE);
        assertThat(RunFolder.open(made.path()).history().history().entries())
                .isEqualTo(result.evidence().history().entries());
        assertThat(made.scheduleFile()).exists();
        assertThat(result.counts().ok()).isEqualTo(result.counts().operations()).isPositive();
    }

    @Test
    void a_scenario_with_several_mistakes_is_refused_with_all_of_them_before_anything_starts() {
        AtomicInteger opened = new AtomicInteger();
        PlannedFault late = new PlannedFault(
                "late",
                "schedule",
                new Fault.Kill(new Target.All()),
                Duration.ofHours(1).toNanos(),
                1);
        Scenario scenario = Cells.with(cells -> {
                    opened.incrementAndGet();
                    return cells.new Well();
                })
                .nodes(9)
                .workers(0)
                .keys(0)
                .rate(-1)
                .timeLimit(Duration.ZERO)
                .options(refute.harness.system.SystemOptions.standard().withMutant("M07"))
                .schedule(new Schedule(List.of(late)));
        assertThatThrownBy(() -> Runner.withoutFaults().prepare(scenario, recording(), RunListener.NONE))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.problems())
                                .extracting(problem -> problem.where())
                                .containsExactlyInAnyOrder(
                                        "nodes",
                                        "mutant",
                                        "concurrency",
                                        "keys",
                                        "rate",
                                        "time limit",
                                        "fault late",
                                        "fault late"));
        assertThat(opened).hasValue(0);
    }

    @Test
    void a_nemesis_that_needs_what_the_world_lacks_is_refused_with_what_to_do() {
        Scenario scenario = brief(Cells.well()).nemeses(new Nemesis() {
            @Override
            public String name() {
                return "kill";
            }

            @Override
            public String description() {
                return "kills";
            }

            @Override
            public Set<Capability> needs() {
                return Set.of(Capability.KILLABLE);
            }

            @Override
            public List<PlannedFault> plan(NemesisPlan plan) {
                throw new AssertionError("not asked");
            }
        });
        assertThatThrownBy(() -> Runner.withoutFaults().prepare(scenario, recording(), RunListener.NONE))
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll(
                        "nemesis kill", "world memory cannot do that (killable)", "leave this nemesis out");
    }

    @Test
    void a_generator_that_uses_a_process_that_is_not_free_is_a_failure_of_the_harness() throws InterruptedException {
        Interpreter interpreter =
                new Interpreter(System::nanoTime, recording(), Duration.ofSeconds(1), new Seed(0), 1, id -> {
                    throw new AssertionError("not started");
                });
        assertThatThrownBy(() -> interpreter.interpret(
                        context -> new refute.harness.generator.Step.Invoke(
                                new Request(0, new refute.harness.history.ProcessId(5), "read", Value.NIL, Value.NIL),
                                refute.harness.generator.Generators.nothing()),
                        Duration.ofSeconds(1)))
                .isInstanceOf(HarnessFailure.class)
                .hasMessageContaining("not free");
    }
}
