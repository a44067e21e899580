package refute.tree.page;

import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Earlier states of pages, for those who read as of an earlier instant. While nobody does, nothing is kept and a change pays for one look.
 *
 * <p>Each state of a page has the version in which it was made; a {@link Moment} ends a version. Who replaces a state that a moment can see
 * keeps it behind the new one ({@link History}). When a moment ends, what no other needs is forgotten. This is multi-version
 * concurrency (Reed, Naming and Synchronization in a Decentralized Computer System, 1978) on whole pages.
 */
public final class Versions {
    private static final Moment[] NONE = {};

    private final Map<Long, History> gone = new ConcurrentHashMap<>();
    private final Queue<Delayed> delayed = new ConcurrentLinkedQueue<>();
    private volatile Moment[] moments = NONE;
    private volatile long now;
    private final Consumer<Moment> whenGivenUp;

    private record Delayed(long version, Runnable action) {}

    Versions(Consumer<Moment> whenGivenUp) {
        this.whenGivenUp = whenGivenUp;
    }

    /** Begins a moment. Nobody is changing anything just now. */
    public synchronized Moment begin(long bytesMax) {
        Moment moment = new Moment(now, bytesMax);
        Moment[] more = Arrays.copyOf(moments, moments.length + 1);
        more[more.length - 1] = moment;
        moments = more;
        // After it is there: who makes a state of the next version will see it.
        now = moment.version() + 1;
        return moment;
    }

    /** Ends a moment, and forgets what was kept for it alone. Once more does nothing. */
    public synchronized void end(Moment moment) {
        if (moment.isEnded()) {
            return;
        }
        // First, so that no reader takes what is missing from now on for what was.
        moment.end();
        moments = Arrays.stream(moments).filter(other -> other != moment).toArray(Moment[]::new);
        forget(moment);
        gone.values().removeIf(history -> History.of(history) == null);
        runDelayed();
    }

    private void forget(Moment moment) {
        for (History kept = moment.kept().poll();
                kept != null;
                kept = moment.kept().poll()) {
            if (!isNeeded(kept)) {
                kept.forget();
            }
        }
    }

    private boolean isNeeded(History history) {
        for (Moment moment : moments) {
            if (history.isNeededAt(moment.version())) {
                return true;
            }
        }
        return false;
    }

    /** Runs an action when all moments have ended that there are now. It keeps that many bytes for them. */
    public void later(long bytes, Runnable action) {
        Moment[] all = moments;
        if (all.length == 0) {
            action.run();
            return;
        }
        delayed.add(new Delayed(now, action));
        for (Moment moment : all) {
            giveUpIf(moment.grew(bytes), moment);
        }
        synchronized (this) {
            runDelayed();
        }
    }

    private void runDelayed() {
        long oldest = moments.length == 0 ? Long.MAX_VALUE : moments[0].version();
        for (Delayed first = delayed.peek(); first != null && first.version() <= oldest; first = delayed.peek()) {
            delayed.poll();
            first.action().run();
        }
    }

    /** Returns how many moments there are. */
    public int count() {
        return moments.length;
    }

    /** Returns the version of what is made now. */
    long now() {
        return now;
    }

    /** Returns the history of a state of that version that is about to replace another, if a moment can see the other one. */
    @Nullable
    History keeping(Page seen, long version) {
        Moment[] all = moments;
        // The newest is the last.
        return all.length > 0 && seen.version() <= all[all.length - 1].version() ? new History(seen, version) : null;
    }

    /** The state was replaced. */
    void keep(History history, Page seen) {
        keep(history, seen.node().bytes());
    }

    private void keep(History history, int bytes) {
        for (Moment moment : moments) {
            if (history.isNeededAt(moment.version())) {
                moment.kept().add(history);
                giveUpIf(moment.grew(bytes), moment);
            }
        }
        if (!isNeeded(history)) {
            // The moment has ended meanwhile, and did not see that it has something.
            history.forget();
        }
    }

    /** A page is about to be gone. */
    void freed(Page last) {
        Moment[] all = moments;
        if (all.length == 0) {
            return;
        }
        History history = new History(last, now);
        gone.put(last.id(), history);
        keep(history, last.node().bytes());
    }

    private void giveUpIf(boolean tooMuch, Moment moment) {
        if (tooMuch && !moment.isEnded()) {
            moment.giveUp();
            end(moment);
            whenGivenUp.accept(moment);
        }
    }

    /** Returns the state of a page that is not there any more, as of a moment. */
    @Nullable
    Page goneAsOf(long id, Moment moment) {
        return History.asOf(gone.get(id), moment.version());
    }
}
