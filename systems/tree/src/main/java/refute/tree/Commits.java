package refute.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.node.Change;
import refute.tree.page.PageStore;

/**
 * Makes several changes at once: nobody is in meanwhile ({@code Gate}), and in the log they stand between a message that begins them and one that
 * ends them, without which recovery takes none of them.
 */
final class Commits {
    private final PageStore pages;
    private final LargeValues values;
    private final Mutants mutants;
    private final LongAdder made = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Commits(PageStore pages, LargeValues values, Mutants mutants) {
        this.pages = pages;
        this.values = values;
        this.mutants = mutants;
    }

    /** A write that is ready to be made: a large value has its file. */
    private record Ready(TreeBatch.Write write, Change change) {}

    /** A write that has been made. */
    private record Made(TreeBatch.Write write, LeafChanges.Outcome outcome) {}

    long made() {
        return made.sum();
    }

    long refused() {
        return refused.sum();
    }

    /** Makes all of these changes if the condition holds, at the same instant; returns whether it did. */
    boolean commit(List<TreeBatch.Write> writes, BooleanSupplier condition) {
        List<Ready> ready = writes.stream().map(this::ready).toList();
        boolean happened = pages.gate().alone(() -> {
            if (!condition.getAsBoolean()) {
                return false;
            }
            make(ready);
            return true;
        });
        if (happened) {
            made.increment();
        } else {
            refused.increment();
            ready.forEach(this::undo);
        }
        return happened;
    }

    /** Takes out the entry that is at the end of a tree, if there is any. */
    Optional<Entry> pop(Tree tree, Supplier<ReadSet.@Nullable Stored> end) {
        Optional<Entry> popped = pages.gate().alone(() -> {
            ReadSet.Stored found = end.get();
            if (found == null) {
                return Optional.<Entry>empty();
            }
            Entry entry = new Entry(found.key().clone(), values.load(found.stored()));
            makeTogether(List.of(ready(new TreeBatch.Write(tree, found.key(), null))));
            return Optional.of(entry);
        });
        (popped.isPresent() ? made : refused).increment();
        return popped;
    }

    private Ready ready(TreeBatch.Write write) {
        byte[] value = write.value();
        return new Ready(
                write,
                value == null ? new Change.Remove(write.key()) : new Change.Put(write.key(), values.store(value)));
    }

    private void undo(Ready ready) {
        if (ready.change() instanceof Change.Put put) {
            values.release(put.value(), 0);
        }
    }

    private void make(List<Ready> ready) {
        if (!mutants.has(Mutant.T24)) {
            makeTogether(ready);
            return;
        }
        List<Ready> ofOneTree = new ArrayList<>();
        for (Ready one : ready) {
            if (!ofOneTree.isEmpty()
                    && ofOneTree.getLast().write().tree() != one.write().tree()) {
                makeTogether(ofOneTree);
                ofOneTree.clear();
            }
            ofOneTree.add(one);
        }
        makeTogether(ofOneTree);
    }

    private void makeTogether(List<Ready> ready) {
        List<Made> all = new ArrayList<>();
        // What is one message is whole or not there anyway.
        boolean marked = ready.size() > 1;
        if (marked) {
            pages.beginTogether();
        }
        long end = 0;
        for (int i = 0; i < ready.size(); i++) {
            if (mutants.has(Mutant.T12) && marked && i == ready.size() - 1) {
                pages.endTogether();
                marked = false;
            }
            Made one = new Made(ready.get(i).write(), applied(ready.get(i)));
            all.add(one);
            end = Math.max(end, one.outcome().end());
        }
        finish(all, marked ? pages.endTogether() : end);
    }

    private static LeafChanges.Outcome applied(Ready ready) {
        boolean removes = ready.change() instanceof Change.Remove;
        return ready.write()
                .tree()
                .changes()
                .apply(ready.write().key(), ready.change(), stored -> !removes || stored != null);
    }

    private void finish(List<Made> all, long end) {
        for (Made one : all) {
            byte[] before = one.outcome().before();
            if (one.outcome().happened()) {
                if (before != null) {
                    // Not before all of them are stable: until then, recovery may need it.
                    values.release(before, end);
                }
                one.outcome().tell(new TreeEvent(one.write().key(), one.write().value()));
            }
        }
    }
}
