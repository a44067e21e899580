package refute.systems.tree.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import refute.harness.world.simulation.SimulatedDisk;
import refute.harness.world.simulation.SimulatedFile;
import refute.tree.storage.Storage;
import refute.tree.storage.StorageFile;

/** The tree's folder on a simulated disk. */
record SimulatedStorage(SimulatedDisk disk) implements Storage {
    @Override
    public StorageFile open(String name) {
        return new Open(disk.open(name));
    }

    @Override
    public List<String> list() {
        return disk.list();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) {
        disk.delete(name);
    }

    @Override
    public void syncDirectory() throws IOException {
        disk.syncDirectory();
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private record Open(SimulatedFile file) implements StorageFile {
        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(long at, byte[] into, int from, int length) {
            return file.read(at, ByteBuffer.wrap(into, from, length));
        }

        @Override
        public void write(long at, byte[] bytes, int from, int length) throws IOException {
            file.write(at, ByteBuffer.wrap(bytes, from, length));
        }

        @Override
        public void sync() throws IOException {
            file.sync();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
