package refute.harness.generator;

import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;
import refute.harness.history.Entry;

/**
 * The same generator for everyone separately.
 *
 * @param original what each begins with
 * @param own where each stands, by process number or worker; who has not begun is not in it
 * @param perProcess whether a worker begins anew with each of its processes, or goes on
 * @param n how many invocations went before
 */
record Each(Generator original, SequencedMap<Integer, Generator> own, boolean perProcess, long n) implements Generator {
    Each {
        own = Collections.unmodifiableSequencedMap(new TreeMap<>(own));
    }

    @Override
    public Step next(Context context) {
        Soonest soonest = new Soonest(context, n);
        for (int worker : context.freeWorkers()) {
            soonest.offer(worker, stand(context, worker).next(within(context, worker)));
        }
        Step step = soonest.step(rest -> with(who(context, soonest.part()), rest));
        // Those who are busy may have more to do when they are free; nobody can be asked for them now.
        return step instanceof Step.Exhausted && !context.allFree() ? Step.PENDING : step;
    }

    @Override
    public Generator update(Context context, Entry entry) {
        int worker = context.worker(entry.process());
        if (perProcess && !context.process(worker).equals(entry.process())) {
            return this;
        }
        Generator before = stand(context, worker);
        Generator updated = before.update(within(context, worker), entry);
        return Parts.same(updated, before)
                ? this
                : new Each(original, put(who(context, worker), updated), perProcess, n);
    }

    private Generator stand(Context context, int worker) {
        return own.getOrDefault(who(context, worker), original);
    }

    private int who(Context context, int worker) {
        return perProcess ? context.process(worker).number() : worker;
    }

    private Context within(Context context, int worker) {
        return context.onWorkers(w -> w == worker).branch(who(context, worker));
    }

    private Each with(int who, Generator rest) {
        return new Each(original, put(who, rest), perProcess, n + 1);
    }

    private SequencedMap<Integer, Generator> put(int who, Generator rest) {
        SequencedMap<Integer, Generator> changed = new TreeMap<>(own);
        changed.put(who, rest);
        return changed;
    }
}
