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
    static final TraceSpec ETCD_RAFT = TraceSpec.of(Specs.named("EtcdRaft"));
    /** Elections, a transfer, changes of membership, crashes: its first 450 events. */
    static final String ELECTIONS = "elections";
    /** Snapshots, saved, sent and installed; likewise. */
    static final String SNAPSHOTS = "snapshots";
    /** Of go.etcd.io/raft, recorded by {@code systems/etcd/raft-trace -seed 81 -changes -steps 1000}: 636 events with all that it does. */
    static final String LIBRARY = "etcd-raft";

    private static final Map<Judged, Conformance> JUDGES = new ConcurrentHashMap<>();

    private record Judged(String spec, Cast cast) {}

    private Traces() {}

    static List<String> lines(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Traces.class.getResourceAsStream(name + ".ndjson")), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The spec that a trace is one of. */
    static TraceSpec specOf(String name) {
        return name.equals(LIBRARY) ? ETCD_RAFT : RAFT;
    }

    static Trace of(List<String> lines) {
        return of(RAFT, lines);
    }

    static Trace of(TraceSpec spec, List<String> lines) {
        return Trace.of(spec.name(), "test.ndjson", String.join("\n", lines) + "\n");
    }

    /** The same lines, numbered from 1. */
    static List<String> numbered(List<String> lines) {
        List<String> numbered = new ArrayList<>();
        for (String line : lines) {
            numbered.add(line.replaceFirst("\"seq\":[0-9]+", "\"seq\":" + (numbered.size() + 1)));
        }
        return numbered;
    }

    static List<TraceEvent> events(TraceSpec spec, List<String> lines) {
        BadInput.Collector problems = new BadInput.Collector();
        List<TraceEvent> events = new ArrayList<>();
        try (TraceReader reader = new TraceReader(spec.vocabulary(), of(spec, lines), problems)) {
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
        return cast(RAFT, lines);
    }

    static Cast cast(TraceSpec spec, List<String> lines) {
        try {
            return TraceSurvey.of(spec, of(spec, lines)).cast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConformanceResult judge(List<String> lines) {
        return judge(RAFT, cast(lines), lines);
    }

    static ConformanceResult judge(TraceSpec spec, List<String> lines) {
        return judge(spec, cast(spec, lines), lines);
    }

    /** With a cast that is known; one judge for each. */
    private static ConformanceResult judge(TraceSpec spec, Cast cast, List<String> lines) {
        Conformance judge =
                JUDGES.computeIfAbsent(new Judged(spec.name(), cast), one -> Conformance.open(spec, one.cast()));
        synchronized (judge) {
            try {
                return judge.judge(of(spec, lines), CheckBudget.standard(), events -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
