package refute.systems.tree;

import refute.nemeses.crash.DiskOperation;
import refute.nemeses.crash.DiskTrace;
import refute.tree.storage.StorageObserver;

/** Writes down what the tree does to its folder in the words of the nemesis. */
record TraceObserver(DiskTrace trace) implements StorageObserver {
    @Override
    public void found(int file, String name, byte[] content) {
        trace.add(new DiskOperation.Found(file, name, content));
    }

    @Override
    public void created(int file, String name) {
        trace.add(new DiskOperation.Create(file, name));
    }

    @Override
    public void wrote(int file, long at, byte[] bytes) {
        trace.add(new DiskOperation.Write(file, at, bytes));
    }

    @Override
    public void synced(int file) {
        trace.add(new DiskOperation.Sync(file));
    }

    @Override
    public void renamed(String from, String to) {
        trace.add(new DiskOperation.Rename(from, to));
    }

    @Override
    public void deleted(String name) {
        trace.add(new DiskOperation.Delete(name));
    }

    @Override
    public void directorySynced() {
        trace.add(new DiskOperation.SyncDirectory());
    }
}
