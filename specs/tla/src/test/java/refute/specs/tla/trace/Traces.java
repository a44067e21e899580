package refute.specs.tla.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import refute.harness.BadInput;
import refute.harness.check.Trace;
import refute.specs.tla.CheckBudget;
import refute.specs.tla.Specs;

/** Traces of the store that were recorded in simulation, and what judges them. */
final class Traces {
    static final TraceSpec RAFT = TraceSpec.of(Specs.named("Raft"));
    /** Elections, a transfer, changes of membership, crashes: its first 450 events. */
    static final String ELECTIONS = "elections";
    /** Snapshots, saved, sent and installed; likewise. */
    static final String SNAPSHOTS = "snapshots";

    private static final Map<Cast, Conformance> JUDGES = new ConcurrentHashMap<>();

    private Traces() {}

    static List<String> lines(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Traces.class.getResourceAsStream(name + ".ndjson")), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Trace of(List<String> lines) {
        return Trace.of("Raft", "test.ndjson", String.join("\n", lines) + "\n");
    }

    /** The same lines, numbered from 1. */
    static List<String> numbered(List<String> lines) {
        List<String> numbered = new ArrayList<>();
        for (String line : lines) {
            numbered.add(line.replaceFirst("\"seq\":[0-9]+", "\"seq\":" + (numbered.size() + 1)));
        }
        return numbered;
    }

    static List<TraceEvent> events(List<String> lines) {
        BadInput.Collector problems = new BadInput.Collector();
        List<TraceEvent> events = new ArrayList<>();
        try (TraceReader reader = new TraceReader(RAFT.vocabulary(), of(lines), problems)) {
            for (Optional<TraceEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
                events.add(event.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        problems.throwIfAny();
        return events;
    }

    static Cast cast(List<String> lines) {
        try {
            return TraceSurvey.of(RAFT, of(lines)).cast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConformanceResult judge(List<String> lines) {
        return judge(cast(lines), lines);
    }

    /** With a cast that is known; one judge for each. */
    static ConformanceResult judge(Cast cast, List<String> lines) {
        Conformance judge = JUDGES.computeIfAbsent(cast, one -> Conformance.open(RAFT, one));
        synchronized (judge) {
            try {
                return judge.judge(of(lines), CheckBudget.standard(), events -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
