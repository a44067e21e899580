package refute.harness.generator;

import java.util.List;
import refute.harness.history.Entry;

/**
 * The first workers for one generator, the next ones for another, the rest, and the nemesis, for the last.
 *
 * @param parts the generators
 * @param ends for each but the last, the first worker that is no longer its own
 * @param n how many invocations went before
 */
record Reserve(List<Generator> parts, List<Integer> ends, long n) implements Generator {
    Reserve {
        parts = List.copyOf(parts);
        ends = List.copyOf(ends);
        if (parts.size() != ends.size() + 1) {
            throw new IllegalArgumentException("every part but the last reserves workers");
        }
    }

    @Override
    public Step next(Context context) {
        Soonest soonest = new Soonest(context, n);
        for (int i = 0; i < parts.size(); i++) {
            soonest.offer(i, parts.get(i).next(within(context, i)));
        }
        return soonest.step(rest -> new Reserve(Parts.with(parts, soonest.part(), rest), ends, n + 1));
    }

    @Override
    public Generator update(Context context, Entry entry) {
        int owner = part(context.worker(entry.process()));
        Generator updated = parts.get(owner).update(within(context, owner), entry);
        return Parts.same(updated, parts.get(owner)) ? this : new Reserve(Parts.with(parts, owner, updated), ends, n);
    }

    private Context within(Context context, int part) {
        return context.onWorkers(worker -> part(worker) == part).branch(part);
    }

    private int part(int worker) {
        int part = 0;
        while (part < ends.size() && (worker == Context.NEMESIS || worker >= ends.get(part))) {
            part++;
        }
        return part;
    }
}
