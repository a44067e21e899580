package refute.specs.tla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import refute.harness.BadInput;
import refute.harness.Durations;

/**
 * Checks one model of one spec with TLC. Several may run at once in one process. {@link #run} is called once, {@link #stop} from any
 * thread.
 */
public final class ModelCheck {
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** How long it may be asked to end without a word of its initial states. */
    private static final long SILENCE_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);
    /** How long TLC may take to end after it was asked to; after that it is left alone, on daemon threads. */
    private static final long END_NANOS_MAX = TimeUnit.SECONDS.toNanos(20);
    /** How long TLC may take to write what it keeps before it ends. */
    private static final long CHECKPOINT_NANOS_MAX = TimeUnit.MINUTES.toNanos(5);

    private static final int CHECKPOINT_MINUTES = 10;

    private final Tlc tlc;
    private final CheckTask task;
    private final CheckListener listener;
    private final Hearing hearing = new Hearing();
    private final AtomicReference<Optional<String>> stopping = new AtomicReference<>(Optional.empty());
    private final long start = System.nanoTime();
    private volatile long stoppedAt = start;
    private Figures figures = Figures.NONE;

    public ModelCheck(Tlc tlc, CheckTask task, CheckListener listener) {
        this.tlc = tlc;
        this.task = task;
        this.listener = listener;
    }

    /** Ends the check soon, with the answer unknown unless it knows better by then. */
    public void stop(String why) {
        if (stopping.get().isEmpty()) {
            stoppedAt = System.nanoTime();
        }
        stopping.compareAndSet(Optional.empty(), Optional.of(why));
    }

    /**
     * Runs TLC and returns what it found.
     *
     * @throws BadInput if the spec does not parse, or its model does not fit
     * @throws InterruptedException if the thread is interrupted; TLC is stopped
     */
    public CheckOutcome run() throws InterruptedException {
        Path scratch = scratchFolder();
        try {
            ToolOutput output = new ToolOutput(hearing::hear, this::isToEndAtOnce);
            try (Tlc.Running running = tlc.start(arguments(scratch), scratch, output)) {
                attend(running);
            }
            figures = hearing.figures().generated() > 0 ? hearing.figures() : figures;
            return new CheckOutcome(finding(), figures.after(System.nanoTime() - start));
        } finally {
            delete(scratch);
        }
    }

    /** Until TLC knows its initial states it does not ask whether to go on; it is stopped where it speaks. */
    private boolean isToEndAtOnce() {
        return System.nanoTime() - stoppedAt > SILENCE_NANOS_MAX
                && stopping.get().isPresent()
                && !hearing.knowsInitialStates();
    }

    private void attend(Tlc.Running running) throws InterruptedException {
        boolean stopped = false;
        long stopAt = Long.MAX_VALUE;
        while (!running.await(PROGRESS_NANOS)) {
            Figures now = running.figures();
            figures = now.generated() > 0 ? now : hearing.figures();
            long nanos = System.nanoTime() - start;
            listener.progress(figures.after(nanos));
            watchBudget(nanos);
            if (hearing.failure().isPresent()) {
                running.wake();
            }
            if (stopping.get().isPresent() && !stopped) {
                stopped = true;
                keep(running);
                if (running.await(0) && hearing.hasSucceeded()) {
                    // It was done before anybody stopped it: what it says is the answer.
                    stopping.set(Optional.empty());
                    return;
                }
                running.stop();
                stopAt = System.nanoTime();
            }
            if (stopped && System.nanoTime() - stopAt > END_NANOS_MAX) {
                return;
            }
        }
    }

    private void watchBudget(long nanos) {
        if (nanos >= task.budget().time().toNanos()) {
            stop("the budget of " + Durations.print(task.budget().time()) + " was spent");
        }
        long seen = task.search() instanceof Search.Exhaustive ? figures.distinct() : figures.generated();
        if (seen >= task.budget().states()) {
            stop(String.format(
                    Locale.ROOT,
                    "the budget of %,d states was spent",
                    task.budget().states()));
        }
    }

    private void keep(Tlc.Running running) throws InterruptedException {
        if (task.checkpoints().isEmpty()) {
            return;
        }
        // What TLC does is seen at once, what it says a little later.
        while (!hearing.knowsInitialStates()) {
            if (System.nanoTime() - stoppedAt > SILENCE_NANOS_MAX || running.await(PROGRESS_NANOS)) {
                return;
            }
        }
        int before = hearing.checkpoints();
        long asked = System.nanoTime();
        boolean listens = running.requestCheckpoint();
        while (listens
                && hearing.checkpoints() == before
                && System.nanoTime() - asked < CHECKPOINT_NANOS_MAX
                && !running.await(PROGRESS_NANOS)) {
            listener.progress(figures.after(System.nanoTime() - start));
        }
    }

    private Finding finding() {
        List<String> refused = hearing.parserRefused();
        if (!refused.isEmpty()) {
            throw ParserProblems.of(refused, task.module());
        }
        hearing.modelRefused().ifPresent(message -> {
            throw new BadInput(task.config().getFileName().toString(), message, "");
        });
        Optional<Finding> violation = hearing.violation();
        if (violation.isPresent()) {
            return violation.get();
        }
        Optional<String> why = stopping.get();
        if (why.isPresent()) {
            return new Finding.Stopped(why.get());
        }
        return hearing.failure()
                .orElseGet(() -> hearing.hasSucceeded()
                        ? new Finding.Holds()
                        : new Finding.Failed("TLC ended without an answer", Optional.empty()));
    }

    private List<String> arguments(Path scratch) {
        List<String> arguments =
                new ArrayList<>(List.of("-tool", "-workers", "" + task.search().workers()));
        arguments.addAll(List.of("-config", task.config().toAbsolutePath().toString()));
        switch (task.search()) {
            case Search.Exhaustive all -> {
                // Always the same fingerprints, so that two checks of one model are the same check.
                arguments.addAll(List.of("-fp", "0"));
                Path states = task.checkpoints().orElse(scratch.resolve("states"));
                arguments.addAll(List.of("-metadir", states.toAbsolutePath().toString()));
                arguments.addAll(
                        List.of("-checkpoint", task.checkpoints().isPresent() ? "" + CHECKPOINT_MINUTES : "0"));
                if (task.resume()) {
                    arguments.addAll(
                            List.of("-recover", Checkpoints.latest(states).toString()));
                }
            }
            case Search.Simulation drawn -> {
                // Without a folder of its own it takes one beside the module, named after the second.
                arguments.addAll(List.of(
                        "-metadir", scratch.resolve("states").toAbsolutePath().toString()));
                arguments.addAll(List.of("-simulate", "-depth", "" + drawn.depth(), "-seed", "" + drawn.seed()));
            }
        }
        arguments.add(task.module().toAbsolutePath().toString());
        return arguments;
    }

    private static Path scratchFolder() {
        try {
            return Files.createTempDirectory("refute-tlc-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // A TLC that does not end goes on writing there; the system empties its temporary folder.
        }
    }
}
