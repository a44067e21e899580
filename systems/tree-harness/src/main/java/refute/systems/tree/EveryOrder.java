package refute.systems.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Every order of turns in which a thread that could go on has to stand back at most so many times (Musuvathi and Qadeer, Iterative Context Bounding for
 * Systematic Testing of Multithreaded Programs, PLDI 2007): most mistakes need one or two of these, and there are few such orders.
 *
 * <p>One execution takes the decisions that are asked of it; {@link #advance} goes on to the next order, depth first. The threads must do the same when
 * they get the same turns. Not for several threads.
 */
final class EveryOrder {
    private final int preemptionsMax;
    private final List<Decision> path = new ArrayList<>();
    private int at;
    private int running = -1;

    /**
     * Whose turn it was.
     *
     * @param options the threads that could have been chosen, the one that was running first, if it could go on
     * @param taken which of them was
     * @param preemptions how often before this a thread had to stand back that could go on
     */
    private record Decision(List<Integer> options, int taken, int preemptions) {
        int chosen() {
            return options.get(taken);
        }
    }

    EveryOrder(int preemptionsMax) {
        this.preemptionsMax = preemptionsMax;
    }

    /**
     * Returns whose turn is next.
     *
     * @param waiting who can go on
     */
    int next(List<Integer> waiting) {
        if (at == path.size()) {
            path.add(new Decision(options(waiting), 0, preemptions()));
        }
        Decision decision = path.get(at++);
        if (!waiting.contains(decision.chosen())) {
            throw new IllegalStateException("the threads do not do the same again");
        }
        running = decision.chosen();
        return running;
    }

    private List<Integer> options(List<Integer> waiting) {
        if (!waiting.contains(running)) {
            return List.copyOf(waiting);
        }
        List<Integer> options = new ArrayList<>(List.of(running));
        if (preemptions() < preemptionsMax) {
            waiting.stream().filter(thread -> thread != running).forEach(options::add);
        }
        return List.copyOf(options);
    }

    /** How many there are among the decisions so far. */
    private int preemptions() {
        if (at == 0) {
            return 0;
        }
        Decision last = path.get(at - 1);
        return last.preemptions() + (isPreemption(at - 1) ? 1 : 0);
    }

    private boolean isPreemption(int decision) {
        Decision its = path.get(decision);
        boolean couldGoOn =
                decision > 0 && its.options().contains(path.get(decision - 1).chosen());
        return couldGoOn && its.taken() > 0;
    }

    /** Goes on to the next order; returns whether there is one. */
    boolean advance() {
        at = 0;
        running = -1;
        while (!path.isEmpty()) {
            Decision last = path.removeLast();
            if (last.taken() + 1 < last.options().size()) {
                path.add(new Decision(last.options(), last.taken() + 1, last.preemptions()));
                return true;
            }
        }
        return false;
    }
}
