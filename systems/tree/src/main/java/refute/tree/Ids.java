package refute.tree;

import java.util.concurrent.locks.ReentrantLock;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.page.Epochs;
import refute.tree.page.Gate;

/**
 * Gives out numbers that never come again, over crashes too: in blocks, whose end is durable before the first of a block is given out. A crash or close
 * leaves out what was left of a block.
 */
final class Ids {
    private static final int BLOCK = 1 << 14;

    private final TreeStore store;
    private final Gate gate;
    private final Roots roots;
    private final boolean late;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long end;

    Ids(TreeStore store, Gate gate, Roots roots, Mutants mutants) {
        this.store = store;
        this.gate = gate;
        this.roots = roots;
        this.late = mutants.has(Mutant.T26);
        this.next = roots.firstId();
        this.end = next;
    }

    long next() {
        lock.lock();
        try {
            if (next == end) {
                long more = next + BLOCK;
                Epochs.Guard guard = gate.enter();
                try {
                    roots.setFirstId(more);
                } finally {
                    guard.unpin();
                }
                if (!late) {
                    store.flush();
                }
                end = more;
            }
            return next++;
        } finally {
            lock.unlock();
        }
    }
}
