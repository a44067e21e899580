package refute.specs.tla.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import refute.specs.tla.trace.TraceVocabulary.Field;

/**
 * Something that is wrong with a trace: an event that is missing, doubled, swapped with the next, or has another field.
 *
 * @param kind which of these
 * @param at the first place, from 1, at which the trace differs
 * @param event what stands there instead, if a field is another
 */
record Corruption(Kind kind, int at, TraceEvent event) {
    enum Kind {
        DROP,
        DOUBLE,
        SWAP,
        CHANGE
    }

    /** Draws one for a trace in which at least the first event stays. */
    static Corruption draw(Random random, TraceVocabulary vocabulary, List<TraceEvent> events, Cast cast) {
        Kind kind = Kind.values()[random.nextInt(4)];
        int at = 2 + random.nextInt(events.size() - 3);
        TraceEvent there = events.get(at - 1);
        return switch (kind) {
            case DROP, SWAP -> new Corruption(kind, at, there);
            case DOUBLE -> new Corruption(kind, at + 1, there);
            case CHANGE -> new Corruption(kind, at, changed(random, vocabulary, there, cast));
        };
    }

    private static TraceEvent changed(Random random, TraceVocabulary vocabulary, TraceEvent event, Cast cast) {
        List<Field> fields = vocabulary.events().get(event.name());
        List<Object> arguments = new ArrayList<>(event.arguments());
        List<Object> state = new ArrayList<>(event.state());
        int place = random.nextInt(arguments.size() + state.size());
        if (place < arguments.size()) {
            arguments.set(place, other(random, fields.get(place), arguments.get(place), cast));
        } else {
            int its = place - arguments.size();
            state.set(its, other(random, vocabulary.state().get(its), state.get(its), cast));
        }
        return new TraceEvent(
                event.line(), event.sequence(), event.atNanos(), event.node(), event.name(), arguments, state);
    }

    private static Object other(Random random, Field field, Object value, Cast cast) {
        return switch (field.kind()) {
            case NUMBER -> {
                int number = (Integer) value;
                yield number > 0 && random.nextBoolean() ? number - 1 : number + 1 + random.nextInt(3);
            }
            case TRUTH -> !(Boolean) value;
            case NODE, NAME -> another(random, cast.nodes(), value);
            case NODES -> {
                List<Object> others = new ArrayList<>((List<?>) value);
                if (others.isEmpty()) {
                    others.add(cast.nodes().getFirst());
                } else {
                    others.removeLast();
                }
                yield others;
            }
            // Of a single word there is no other one: an event of that name would say nothing else.
            case WORD -> field.words().size() == 1 ? value : another(random, field.words(), value);
        };
    }

    private static Object another(Random random, List<String> all, Object value) {
        List<String> others = all.stream().filter(one -> !one.equals(value)).toList();
        return others.get(random.nextInt(others.size()));
    }

    /** The trace with it, and not much longer than up to it. */
    List<TraceEvent> of(List<TraceEvent> events, int after) {
        List<TraceEvent> all = new ArrayList<>(events);
        switch (kind) {
            case DROP -> all.remove(at - 1);
            case DOUBLE -> all.add(at - 1, event);
            case SWAP -> all.add(at, all.remove(at - 1));
            case CHANGE -> all.set(at - 1, event);
        }
        return all.subList(0, Math.min(all.size(), at + after));
    }
}
