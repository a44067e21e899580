package refute.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.run.Limits;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;

/**
 * Many simulated runs, several at a time, until all are done or one is invalid. Of a run that is not, nothing is kept but what it
 * adds to the {@link CampaignTally}.
 *
 * <p>Runs are handed out in their order, and those that go on when one fails are finished: so the first failure is the same with
 * any number of jobs.
 */
final class Campaign {
    private static final long PROGRESS_MILLIS = 500;

    private final Console console;
    private final IntFunction<Scenario> scenarios;
    private final Predicate<CheckResult> counted;
    private final int count;
    private final int jobs;
    private final AtomicInteger next = new AtomicInteger();
    private final CampaignTally tally;
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private volatile boolean stopping;

    /** Ends with the first run that any checker finds invalid. */
    Campaign(Console console, IntFunction<Scenario> scenarios, int count, int jobs) {
        this(console, scenarios, check -> true, count, jobs);
    }

    /**
     * @param scenarios the scenario of the n-th run, from 0; may be called from several threads
     * @param counted whose results make a run a failure; those of others are not looked at
     */
    Campaign(Console console, IntFunction<Scenario> scenarios, Predicate<CheckResult> counted, int count, int jobs) {
        this.console = console;
        this.scenarios = scenarios;
        this.counted = counted;
        this.tally = new CampaignTally(counted);
        this.count = count;
        this.jobs = jobs;
    }

    /** Begins no more runs. */
    void stop() {
        stopping = true;
    }

    /**
     * Returns when every run that was begun has ended.
     *
     * @param within after this, none is begun
     */
    CampaignTally run(Duration within) throws InterruptedException {
        long begun = System.nanoTime();
        Runner.check(scenarios.apply(0));
        CountDownLatch working = new CountDownLatch(jobs);
        List<Thread> threads = new ArrayList<>();
        for (int job = 0; job < jobs; job++) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("campaign-" + (job + 1))
                    .start(() -> {
                        try {
                            work();
                        } catch (Throwable e) {
                            broken.compareAndSet(null, e);
                            stop();
                        } finally {
                            working.countDown();
                        }
                    }));
        }
        try {
            while (!working.await(PROGRESS_MILLIS, TimeUnit.MILLISECONDS)) {
                console.live(tally.progress(count));
                if (System.nanoTime() - begun > within.toNanos()) {
                    stop();
                }
            }
        } catch (InterruptedException e) {
            stop();
            threads.forEach(Thread::interrupt);
            throw e;
        } finally {
            console.endLive();
        }
        Throwable cause = broken.get();
        if (cause != null) {
            throw new IllegalStateException("a run of the campaign failed: " + cause.getMessage(), cause);
        }
        return tally;
    }

    private void work() throws InterruptedException {
        for (int n = next.getAndIncrement(); n < count && !stopping; n = next.getAndIncrement()) {
            Scenario scenario = frugal(scenarios.apply(n));
            RunResult result =
                    Registry.runner().run(scenario, Recording.inMemory("campaign", Path.of("")), RunListener.NONE);
            Optional<Throwable> failure = result.course().failure();
            if (failure.isPresent()) {
                throw new IllegalStateException(
                        "seed " + scenario.seed().value() + ": " + failure.get().getMessage(), failure.get());
            }
            tally.add(n, result);
            if (CampaignTally.first(result, counted, Verdict.INVALID).isPresent()) {
                stop();
            }
        }
    }

    /** The checkers of each run have one thread: the others are for other runs. */
    static Scenario frugal(Scenario scenario) {
        Limits limits = scenario.limits();
        Budget budget = limits.budget();
        return scenario.limits(new Limits(
                limits.operationTimeout(),
                limits.readyWithin(),
                limits.recoverWithin(),
                limits.acknowledgedMin(),
                new Budget(budget.time(), budget.memoryBytes(), 1)));
    }
}
