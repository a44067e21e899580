package refute.harness.generator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import refute.harness.history.Value;

/**
 * Generators from nothing, and from several others. What can be done to one is a method of {@link Generator}.
 *
 * <pre>{@code
 * Generator operations = Generators.mix(
 *                 Generators.of("read").repeat(),
 *                 Generators.calls((context, n) -> Call.of("write", Value.of(n))))
 *         .rate(200)
 *         .timeLimit(Duration.ofSeconds(30));
 * }</pre>
 *
 * <p>None of them takes a random source: a generator draws from the stream of its context, each at its own place in the
 * tree from a stream of its own.
 */
public final class Generators {
    private Generators() {}

    /**
     * Calls that were written down: each by its worker, at its time or as soon as that worker is free.
     *
     * @param calls in the order of their times
     * @param endNanos exhausted not before that time, since the run began
     */
    public static Generator listed(List<ListedCall> calls, long endNanos) {
        return new Listed(List.copyOf(calls), endNanos);
    }

    /** Exhausted from the beginning. */
    public static Generator nothing() {
        return Nothing.INSTANCE;
    }

    /** This call, once. */
    public static Generator of(Call call) {
        return new Once(call);
    }

    /** A call of this function without key or argument, once. */
    public static Generator of(String function) {
        return new Once(Call.of(function));
    }

    /** A call of this function without a key, once. */
    public static Generator of(String function, Value argument) {
        return new Once(Call.of(function, argument));
    }

    /** These calls, in order, each once. */
    public static Generator of(List<Call> calls) {
        return new Sequence(calls.stream().<Generator>map(Once::new).toList(), 0);
    }

    /** What the function gives, without end. */
    public static Generator calls(CallSource source) {
        return new Source(source, 0);
    }

    /**
     * What the function gives, one after the other, until it gives one that is exhausted from the beginning. The function is
     * asked when the generator before is exhausted.
     */
    public static Generator generators(GeneratorSource source) {
        return new Deferred(source, 0, null);
    }

    /** All of the first, then all of the second, and so on; without waiting in between. */
    public static Generator sequence(Generator... parts) {
        return new Sequence(List.of(parts), 0);
    }

    /** All of the first, then all of the second, and so on; each begins when everybody is free. */
    public static Generator phases(Generator... parts) {
        return new Sequence(List.of(parts).stream().map(Generators::synchronize).toList(), 0);
    }

    /** Begins when everybody is free. */
    public static Generator synchronize(Generator generator) {
        return new Synchronize(generator);
    }

    /** Each time one of these, drawn evenly. Over when all are exhausted. */
    public static Generator mix(Generator... parts) {
        return Mix.of(List.of(parts), Collections.nCopies(parts.length, 1));
    }

    /** Each time one of these, drawn by weight. Over when all are exhausted. */
    public static Generator mix(Weighted... parts) {
        return Mix.of(
                List.of(parts).stream().map(Weighted::generator).toList(),
                List.of(parts).stream().map(Weighted::weight).toList());
    }

    /** For {@link #mix(Weighted...)}: drawn {@code weight} times as often as with weight 1. */
    public static Weighted weighted(int weight, Generator generator) {
        return new Weighted(weight, generator);
    }

    /** Whatever comes first of these; of what comes at the same time, one that is drawn. */
    public static Generator any(Generator... parts) {
        return new AnyOf(List.of(parts), 0);
    }

    /** One of each in turn; over when the one whose turn it is has no more. */
    public static Generator flipFlop(Generator... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("one of none in turn");
        }
        return new FlipFlop(List.of(parts), 0);
    }

    /** The nemesis does one, the clients the other. */
    public static Generator nemesisAndClients(Generator nemesis, Generator clients) {
        return any(nemesis.onNemesis(), clients.onClients());
    }

    /** For every worker separately, the same generator from its beginning; the nemesis is a worker too. */
    public static Generator eachWorker(Generator generator) {
        return new Each(generator, new TreeMap<>(), false, 0);
    }

    /** For every process separately, the same generator from its beginning: a worker begins anew with each new process. */
    public static Generator eachProcess(Generator generator) {
        return new Each(generator, new TreeMap<>(), true, 0);
    }

    /**
     * Some workers for each of these, from worker 0 on; the workers that are left, and the nemesis, for {@code others}.
     */
    public static Generator reserve(List<Reserved> reserved, Generator others) {
        List<Generator> parts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int end = 0;
        for (Reserved part : reserved) {
            parts.add(part.generator());
            end = Math.addExact(end, part.workers());
            ends.add(end);
        }
        parts.add(others);
        return new Reserve(parts, ends, 0);
    }

    /** For {@link #reserve}. */
    public static Reserved reserved(int workers, Generator generator) {
        return new Reserved(workers, generator);
    }

    /**
     * One object after the other: the next when the generator of the one before is exhausted.
     *
     * @param keys the objects, all different
     * @param generator what is done to each; its invocations get the key
     */
    public static Generator sequentialKeys(List<Value> keys, Function<Value, Generator> generator) {
        return new SequentialKeys(listed(keys, generator), null, 0);
    }

    /** The same with objects without end. */
    public static Generator sequentialKeys(LongFunction<Value> key, Function<Value, Generator> generator) {
        return new SequentialKeys(new Keys(Long.MAX_VALUE, key, generator), null, 0);
    }

    /**
     * Several objects at once, each with a group of so many client workers. A group whose generator is exhausted takes the
     * next object, until there are no more. Workers that do not fill a group belong to the last one; with fewer workers than
     * one group needs, all of them are that group.
     *
     * @param groupSize positive
     * @param keys the objects, all different
     * @param generator what is done to each; its invocations get the key
     */
    public static Generator concurrentKeys(int groupSize, List<Value> keys, Function<Value, Generator> generator) {
        return new ConcurrentKeys(listed(keys, generator), groupSize, List.of(), 0, 0);
    }

    /** The same with objects without end. */
    public static Generator concurrentKeys(
            int groupSize, LongFunction<Value> key, Function<Value, Generator> generator) {
        return new ConcurrentKeys(new Keys(Long.MAX_VALUE, key, generator), groupSize, List.of(), 0, 0);
    }

    private static Keys listed(List<Value> keys, Function<Value, Generator> generator) {
        List<Value> copied = List.copyOf(keys);
        if (copied.stream().distinct().count() != copied.size()) {
            throw new IllegalArgumentException("each key is named once: " + copied);
        }
        return new Keys(copied.size(), n -> copied.get((int) n), generator);
    }

    /**
     * A generator with its weight in a mix.
     *
     * @param weight not negative
     * @param generator what is drawn
     */
    public record Weighted(int weight, Generator generator) {}

    /**
     * A generator with the workers that are its own.
     *
     * @param workers how many; positive
     * @param generator what they do
     */
    public record Reserved(int workers, Generator generator) {
        public Reserved {
            if (workers < 1) {
                throw new IllegalArgumentException("at least one worker is reserved: " + workers);
            }
        }
    }
}
