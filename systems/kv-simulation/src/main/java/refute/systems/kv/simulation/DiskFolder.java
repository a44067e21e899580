package refute.systems.kv.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import refute.harness.world.simulation.SimulatedDisk;
import refute.harness.world.simulation.SimulatedFile;
import refute.kv.storage.Files;

/** The store's folder on a simulated disk. */
record DiskFolder(SimulatedDisk disk) implements Files {
    @Override
    public OpenFile open(String name) {
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

    private record Open(SimulatedFile file) implements OpenFile {
        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(long at, ByteBuffer into) {
            return file.read(at, into);
        }

        @Override
        public void write(long at, ByteBuffer bytes) throws IOException {
            file.write(at, bytes);
        }

        @Override
        public void truncate(long size) {
            file.truncate(size);
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
