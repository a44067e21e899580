package refute.specs.tla.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import refute.harness.BadInput;
import refute.harness.check.Trace;
import refute.specs.tla.trace.TraceVocabulary.Field;
import refute.specs.tla.trace.TraceVocabulary.Kind;

/**
 * What one look over a whole trace tells.
 *
 * @param cast who takes part
 * @param events how many there are
 * @param kept all of them, so that nobody need read them again; empty if they are more than {@value #KEPT_MAX}
 */
public record TraceSurvey(Cast cast, long events, Optional<List<TraceEvent>> kept) {
    /** Some ten megabytes: longer traces are read twice. */
    static final int KEPT_MAX = 50_000;

    private static final String TERM = "term";
    private static final String VOTERS = "voters";

    /**
     * Looks.
     *
     * @throws BadInput with everything that is wrong with the trace
     * @throws IOException if it cannot be read
     */
    public static TraceSurvey of(TraceSpec spec, Trace source) throws IOException {
        BadInput.Collector problems = new BadInput.Collector();
        Looking looking = new Looking(spec, source.name(), problems);
        try (TraceReader reader = new TraceReader(spec.vocabulary(), source, problems)) {
            for (Optional<TraceEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
                looking.at(event.get());
            }
        }
        looking.end();
        problems.throwIfAny();
        return new TraceSurvey(
                looking.cast(),
                looking.events,
                looking.events > KEPT_MAX ? Optional.empty() : Optional.of(List.copyOf(looking.kept)));
    }

    /** What is known so far. */
    private static final class Looking {
        private final TraceSpec spec;
        private final String file;
        private final BadInput.Collector problems;
        private final int term;
        private final Set<String> acting = new TreeSet<>();
        private final Set<String> voters = new TreeSet<>();
        private final Set<String> voting = new TreeSet<>();
        private final SequencedMap<String, TraceEvent> named = new LinkedHashMap<>();
        private final Set<String> refused = new TreeSet<>();
        private final List<TraceEvent> kept = new ArrayList<>();
        private final EtcdRaftStart start = new EtcdRaftStart();
        private int highestTerm;
        private long events;

        Looking(TraceSpec spec, String file, BadInput.Collector problems) {
            this.spec = spec;
            this.file = file;
            this.problems = problems;
            this.term =
                    spec.vocabulary().state().stream().map(Field::name).toList().indexOf(TERM);
        }

        void at(TraceEvent event) {
            events++;
            if (events <= KEPT_MAX) {
                kept.add(event);
            } else {
                kept.clear();
            }
            if (isOfEtcdRaft()) {
                start.at(spec.vocabulary(), event).ifPresent(what -> problem(event, what));
            }
            List<Field> fields = spec.vocabulary().events().getOrDefault(event.name(), List.of());
            boolean starts = event.name().equals(spec.start());
            if (starts) {
                acting.add(event.node());
            } else if (!acting.contains(event.node()) && refused.add(event.node())) {
                problem(event, event.node() + " has not been started: there is no " + spec.start() + " of it before");
            }
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                Object value = event.arguments().get(i);
                if (field.kind() == Kind.NODE) {
                    named.putIfAbsent((String) value, event);
                } else if (field.kind() == Kind.NODES) {
                    ((Collection<?>) value).forEach(name -> voting.add((String) name));
                }
                if (events == 1 && field.name().equals(VOTERS)) {
                    voters.addAll(voting);
                }
            }
            int its = term < 0 ? 0 : (Integer) event.state().get(term);
            if (its >= Cast.TERMS_MAX) {
                problem(
                        event,
                        "term " + its + " is above " + (Cast.TERMS_MAX - 1) + ", the highest that can be followed");
            }
            highestTerm = Math.max(highestTerm, its);
        }

        /** Whoever is named takes part: votes at some time, or is started at some time. */
        void end() {
            if (events == 0 && problems.isEmpty()) {
                problems.add(file, "has no events");
            }
            acting.addAll(voting);
            named.forEach((name, event) -> {
                if (isOfEtcdRaft()) {
                    // Members may be made that nobody ever starts.
                    acting.add(name);
                } else if (!acting.contains(name)) {
                    problem(event, "there is no node " + name + ": it is never started, and votes at no time");
                }
            });
        }

        Cast cast() {
            return isOfEtcdRaft()
                    ? Cast.startedBy(acting, start.members(), highestTerm)
                    : Cast.of(acting, voters, highestTerm);
        }

        private boolean isOfEtcdRaft() {
            return spec.vocabulary().layout() == TraceVocabulary.Layout.ETCD_RAFT;
        }

        private void problem(TraceEvent event, String what) {
            problems.add(file + ":" + event.line(), what);
        }
    }
}
