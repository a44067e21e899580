package refute.kv.server;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import refute.kv.raft.Effect;
import refute.kv.raft.Input;
import refute.kv.raft.Write;
import refute.kv.storage.GroupStorage;

/**
 * Owns the disk of one node. Everything that waits when the disk becomes free is written as one batch with one sync (group commit).
 * Snapshots are written beside it, by a thread of their own.
 */
final class DiskThread implements Closeable {
    private final GroupStorage storage;
    private final Metrics metrics;
    private final Consumer<Input> done;
    private final Consumer<Throwable> onFailure;
    private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("disk").unstarted(this::run);
    private volatile Thread snapshot = Thread.ofPlatform().name("snapshot").unstarted(() -> {});

    private sealed interface Task {
        record Persist(Effect.Persist persist) implements Task {}

        record Trim(long index) implements Task {}

        record End() implements Task {}
    }

    DiskThread(GroupStorage storage, Metrics metrics, Consumer<Input> done, Consumer<Throwable> onFailure) {
        this.storage = storage;
        this.metrics = metrics;
        this.done = done;
        this.onFailure = onFailure;
    }

    void start() {
        thread.start();
    }

    void persist(Effect.Persist persist) {
        tasks.add(new Task.Persist(persist));
    }

    void saveSnapshot(Effect.SaveSnapshot save) {
        snapshot = Thread.ofPlatform().name("snapshot").start(() -> {
            try {
                storage.saveSnapshot(save.meta(), save.image());
                metrics.snapshots.increment();
                tasks.add(new Task.Trim(save.meta().index()));
                done.accept(new Input.SnapshotSaved(save.meta()));
            } catch (RuntimeException | Error e) {
                onFailure.accept(e);
            }
        });
    }

    private void run() {
        List<Task> taken = new ArrayList<>();
        try {
            boolean open = true;
            while (open) {
                taken.add(tasks.take());
                tasks.drainTo(taken);
                open = perform(taken);
                taken.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    private boolean perform(List<Task> taken) {
        List<Write> writes = new ArrayList<>();
        long token = 0;
        long trim = 0;
        boolean open = true;
        for (Task task : taken) {
            switch (task) {
                case Task.Persist persist -> {
                    writes.addAll(persist.persist().writes());
                    token = persist.persist().token();
                }
                case Task.Trim request -> trim = Math.max(trim, request.index());
                case Task.End end -> open = false;
            }
        }
        if (!writes.isEmpty()) {
            long start = System.nanoTime();
            storage.write(writes);
            storage.sync();
            metrics.synced(System.nanoTime() - start);
            done.accept(new Input.Persisted(token));
        }
        if (trim > 0) {
            storage.trim(trim);
        }
        return open;
    }

    /** Ends after everything that was given. */
    @Override
    public void close() {
        tasks.add(new Task.End());
        GroupHost.join(thread);
        if (snapshot.getState() != Thread.State.NEW) {
            GroupHost.join(snapshot);
        }
    }
}
