package refute.specs.tla.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.check.Trace;
import refute.specs.tla.CheckBudget;
import refute.specs.tla.Isolation;

/**
 * A judge of traces of one spec with one cast. It may judge many, one after the other, by one thread at a time. To open one takes as long as
 * TLC takes to parse the spec; to judge takes some microseconds an event.
 */
public final class Conformance implements AutoCloseable {
    private static final String ENGINE = "refute.specs.tla.engine.StepsInTlc";
    /** A trace that leaves more states possible than this says too little. */
    private static final int STATES_MAX = 10_000;
    /** How often the clock is asked. */
    private static final int EVENTS_BETWEEN = 1 << 12;

    private final TraceSpec spec;
    private final Isolation isolation;
    private final StepEngine engine;

    private Conformance(TraceSpec spec, Isolation isolation, StepEngine engine) {
        this.spec = spec;
        this.isolation = isolation;
        this.engine = engine;
    }

    /** A judge of traces with this cast. */
    public static Conformance open(TraceSpec spec, Cast cast) {
        return open(spec, spec.config(cast));
    }

    /** A judge of traces of that model of the spec's steps. */
    public static Conformance open(TraceSpec spec, String config) {
        Isolation isolation = Isolation.open();
        try {
            Path folder = Files.createTempDirectory("refute-trace-");
            try {
                StepEngine engine = isolation.load(ENGINE, StepEngine.class);
                engine.open(spec.writeTo(folder, config), folder, spec.vocabulary());
                return new Conformance(spec, isolation, engine);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the spec cannot be written to a temporary folder", e);
        }
    }

    /**
     * Judges a trace.
     *
     * @param progress is told now and then how many events are explained
     * @throws BadInput if it cannot be read as a {@link TraceSurvey} could, which is to come first
     */
    public ConformanceResult judge(Trace source, CheckBudget budget, LongConsumer progress) throws IOException {
        long start = System.nanoTime();
        BadInput.Collector problems = new BadInput.Collector();
        Course course = new Course(start, budget);
        engine.begin();
        try (TraceReader reader = new TraceReader(spec.vocabulary(), source, problems)) {
            Optional<TraceEvent> event = reader.next();
            while (event.isPresent() && course.end.isEmpty()) {
                course.take(event.get());
                if (course.events % EVENTS_BETWEEN == 0) {
                    progress.accept(course.events);
                }
                event = reader.next();
            }
        }
        problems.throwIfAny();
        return course.result();
    }

    /** Judges events that are there already, likewise. */
    public ConformanceResult judge(List<TraceEvent> events, CheckBudget budget, LongConsumer progress) {
        long start = System.nanoTime();
        Course course = new Course(start, budget);
        engine.begin();
        for (TraceEvent event : events) {
            course.take(event);
            if (course.end.isPresent()) {
                break;
            }
            if (course.events % EVENTS_BETWEEN == 0) {
                progress.accept(course.events);
            }
        }
        return course.result();
    }

    /** Which parts of the spec all traces so far were made of. */
    public SpecCoverage coverage() {
        return engine.coverage();
    }

    /** How far one trace has been followed. */
    private final class Course {
        private final long start;
        private final CheckBudget budget;
        private long events;
        private int statesMax = 1;
        private Optional<ConformanceResult.Finding> end = Optional.empty();

        Course(long start, CheckBudget budget) {
            this.start = start;
            this.budget = budget;
        }

        void take(TraceEvent event) {
            int states = engine.step(event);
            if (states == 0) {
                end = Optional.of(new ConformanceResult.Finding.Unexplained(
                        event, engine.refusal(event), List.copyOf(engine.lastStates())));
                return;
            }
            events++;
            statesMax = Math.max(statesMax, states);
            if (states > STATES_MAX) {
                stop(String.format(
                        Locale.ROOT, "after event %d more than %,d states are possible", events, STATES_MAX));
            } else if (events >= budget.states()) {
                stop(String.format(Locale.ROOT, "the budget of %,d states was spent", budget.states()));
            } else if (events % EVENTS_BETWEEN == 0
                    && (System.nanoTime() - start >= budget.time().toNanos() || Thread.interrupted())) {
                stop("the budget of " + Durations.print(budget.time())
                        + " was spent, or somebody stopped it, after event " + events);
            }
        }

        ConformanceResult result() {
            return new ConformanceResult(
                    end.orElseGet(ConformanceResult.Finding.Conforms::new),
                    events,
                    statesMax,
                    System.nanoTime() - start);
        }

        private void stop(String why) {
            end = Optional.of(new ConformanceResult.Finding.Undecided(why));
        }
    }

    @Override
    public void close() {
        try {
            isolation.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a judge of traces cannot be closed", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
