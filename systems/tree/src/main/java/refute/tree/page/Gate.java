package refute.tree.page;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import refute.tree.log.Log;
import refute.tree.mutant.Mutants;

/**
 * Lets everybody in, or one alone. Who changes several pages that must be seen together is alone; all others are in for one short operation each,
 * pinned, and wait only while somebody is alone.
 *
 * <p>To come in costs one look more than to be pinned: whoever wants to be alone closes the gate first and then waits until all have gone who
 * were pinned before.
 */
public final class Gate {
    private final Epochs epochs;
    private final Log log;
    private final Mutants mutants;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean closed;

    Gate(Epochs epochs, Log log, Mutants mutants) {
        this.epochs = epochs;
        this.log = log;
        this.mutants = mutants;
    }

    /** Comes in, pinned until the guard is unpinned. Not for who is in already: it might wait for itself. */
    public Epochs.Guard enter() {
        while (true) {
            Epochs.Guard guard = epochs.pin();
            if (!closed) {
                return guard;
            }
            guard.unpin();
            awaitOpen();
        }
    }

    private void awaitOpen() {
        lock();
        try {
            refuseIfStopped();
        } finally {
            turn.unlock();
        }
    }

    private void lock() {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("who is alone with the store must not call it");
        }
        while (!turn.tryLock()) {
            if (!mutants.giveTurn()) {
                turn.lock();
                return;
            }
        }
    }

    private void refuseIfStopped() {
        if (closed) {
            log.refuseIfFailed();
            throw new IllegalStateException("a change of several keys stopped half way; the store must be opened anew");
        }
    }

    /**
     * Does something while nobody else is in. If it throws, the store may be between two states, and nobody comes in any more.
     */
    public <T> T alone(Supplier<T> action) {
        lock();
        try {
            refuseIfStopped();
            closed = true;
            epochs.awaitUnpinned(mutants);
            Epochs.Guard guard = epochs.pin();
            try {
                T result = action.get();
                closed = false;
                return result;
            } finally {
                guard.unpin();
            }
        } finally {
            turn.unlock();
        }
    }
}
