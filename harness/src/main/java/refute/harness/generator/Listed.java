package refute.harness.generator;

import java.util.List;

/**
 * Calls that were written down: each by its worker, at its time or as soon as that worker is free. Exhausted when all were made and the
 * end has come.
 *
 * @param calls in the order of their times
 * @param endNanos until when there is nothing to say rather than nothing left, since the run began
 */
record Listed(List<ListedCall> calls, long endNanos) implements Generator {
    @Override
    public Step next(Context context) {
        List<Integer> free = context.freeWorkers();
        for (int at = 0; at < calls.size(); at++) {
            ListedCall listed = calls.get(at);
            if (free.contains(listed.worker())) {
                Call call = listed.call();
                Request request = new Request(
                        Math.max(listed.atNanos(), context.timeNanos()),
                        context.process(listed.worker()),
                        call.function(),
                        call.key(),
                        call.argument());
                return new Step.Invoke(request, new Listed(without(at), endNanos));
            }
        }
        return calls.isEmpty() && context.timeNanos() >= endNanos ? Step.EXHAUSTED : Step.PENDING;
    }

    /** A view where the first is taken, which is the rule; else a copy. */
    private List<ListedCall> without(int at) {
        if (at == 0) {
            return calls.subList(1, calls.size());
        }
        List<ListedCall> rest = new java.util.ArrayList<>(calls);
        rest.remove(at);
        return rest;
    }
}
