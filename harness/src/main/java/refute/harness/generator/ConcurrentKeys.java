package refute.harness.generator;

import java.util.ArrayList;
import java.util.List;
import refute.harness.history.Entry;

/**
 * Several objects at once: the client workers in groups, each group on an object of its own. A group whose generator is
 * exhausted takes the next object that nobody had before, until there are no more. The nemesis has no part in it.
 *
 * @param keys the objects
 * @param groupSize how many workers work on one object; workers that do not fill a group belong to the last one
 * @param groups where each group stands; empty before the first question, which tells how many workers there are
 * @param nextKey the number of the object that is taken next
 * @param n how many invocations went before
 */
record ConcurrentKeys(Keys keys, int groupSize, List<Keyed> groups, long nextKey, long n) implements Generator {
    ConcurrentKeys {
        groups = List.copyOf(groups);
        if (groupSize < 1) {
            throw new IllegalArgumentException("a group has a worker: " + groupSize);
        }
    }

    @Override
    public Step next(Context context) {
        Context clients = context.clients();
        if (clients.workers().isEmpty()) {
            return Step.EXHAUSTED;
        }
        List<Keyed> now = new ArrayList<>(groups);
        long next = nextKey;
        if (now.isEmpty()) {
            int count = Math.max(1, clients.workers().size() / groupSize);
            for (int i = 0; i < count; i++) {
                now.add(keys.begin(next++));
            }
        }
        Soonest soonest = new Soonest(context, n);
        for (int group = 0; group < now.size(); group++) {
            Context within = within(clients, group, now.size());
            Step step = now.get(group).next(within);
            while (step instanceof Step.Exhausted && keys.has(next)) {
                now.set(group, keys.begin(next++));
                step = now.get(group).next(within);
            }
            soonest.offer(group, step);
        }
        long following = next;
        return soonest.step(rest -> {
            now.set(soonest.part(), (Keyed) rest);
            return new ConcurrentKeys(keys, groupSize, now, following, n + 1);
        });
    }

    @Override
    public Generator update(Context context, Entry entry) {
        if (groups.isEmpty() || entry.process().isNemesis()) {
            return this;
        }
        Context clients = context.clients();
        int group = group(clients, context.worker(entry.process()), groups.size());
        Keyed before = groups.get(group);
        Keyed updated = before.update(within(clients, group, groups.size()), entry);
        if (Parts.same(updated, before)) {
            return this;
        }
        List<Keyed> changed = new ArrayList<>(groups);
        changed.set(group, updated);
        return new ConcurrentKeys(keys, groupSize, changed, nextKey, n);
    }

    private Context within(Context clients, int group, int count) {
        // Workers are in order, so a group is all between its first and its last.
        List<Integer> workers = clients.workers();
        int first = workers.get(group * groupSize);
        int last = group == count - 1 ? workers.getLast() : workers.get((group + 1) * groupSize - 1);
        return clients.between(first, last);
    }

    private int group(Context clients, int worker, int count) {
        return Math.min(clients.workers().indexOf(worker) / groupSize, count - 1);
    }
}
