package refute.specs.linear;

import java.util.ArrayList;
import java.util.List;
import refute.specs.linear.RegisterFrontier.End;
import refute.specs.linear.RegisterFrontier.Snapshot;

/**
 * Looks for a linearization where there probably is one: a narrow frontier that goes back a little and becomes wider where it gets stuck,
 * and narrow again behind that place. Nearly all of a valid history needs only a few configurations. Owned by one thread; runs once.
 */
final class RegisterBeam {
    /** What the frontier begins with. */
    static final int WIDTH_LEAST = 4;

    private static final int WIDTH_GREATEST = 1024;
    private static final int WIDENING = 4;
    /** From this attempt at one place on, crashed operations may also happen where they are not needed. */
    private static final int ATTEMPT_TO_SPEND = 3;

    private static final int EVENTS_BETWEEN_SNAPSHOTS = 512;
    /** What going back may cost, as a multiple of what the way so far has cost, and at least. */
    private static final int REPEATED_STEPS_PER_STEP = 8;

    private static final long REPEATED_STEPS_LEAST = 100_000;

    private final RegisterFrontier frontier;
    private final int events;
    private final int eventsBetweenSnapshots;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private int attempt;
    private int narrowAgainAt;
    private long repeatedSteps;

    /** @param frontier a fresh one of {@link #WIDTH_LEAST} that is thrifty */
    RegisterBeam(RegisterFrontier frontier, RegisterOperations operations) {
        this.frontier = frontier;
        events = operations.events().length;
        // A snapshot costs as much as there are values.
        eventsBetweenSnapshots = EVENTS_BETWEEN_SNAPSHOTS + operations.values();
    }

    RegisterFrontier frontier() {
        return frontier;
    }

    /** {@link End#STUCK} says something only if the frontier was not truncated. */
    End run() {
        save();
        while (frontier.nextEvent() < events) {
            long before = frontier.steps();
            End end = frontier.advance(Math.min(events, frontier.nextEvent() + eventsBetweenSnapshots));
            if (attempt > 0) {
                repeatedSteps += frontier.steps() - before;
            }
            if (end == End.STUCK && frontier.isTruncated() && goBack()) {
                continue;
            }
            if (end != End.REACHED) {
                return end;
            }
            if (attempt > 0 && frontier.nextEvent() > narrowAgainAt) {
                attempt = 0;
                frontier.narrow(WIDTH_LEAST, true);
            }
            save();
        }
        return End.REACHED;
    }

    private void save() {
        snapshots.add(frontier.save());
    }

    /** Widens, and goes back the farther the more often it was stuck here. False if that is not worth while any more. */
    private boolean goBack() {
        long way = frontier.steps() - repeatedSteps;
        long allowed = Math.max(REPEATED_STEPS_LEAST, REPEATED_STEPS_PER_STEP * way);
        int width = WIDTH_LEAST;
        for (int i = 0; i <= attempt && width <= WIDTH_GREATEST; i++) {
            width *= WIDENING;
        }
        if (width > WIDTH_GREATEST || repeatedSteps > allowed) {
            return false;
        }
        attempt++;
        narrowAgainAt = Math.max(narrowAgainAt, frontier.nextEvent());
        int left = Math.max(1, snapshots.size() - (1 << (attempt - 1)) + 1);
        while (snapshots.size() > left) {
            snapshots.removeLast();
        }
        frontier.forget(left);
        frontier.restore(snapshots.getLast());
        frontier.narrow(width, attempt < ATTEMPT_TO_SPEND);
        return true;
    }
}
