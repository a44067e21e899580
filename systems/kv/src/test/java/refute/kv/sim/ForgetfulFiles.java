package refute.kv.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import refute.kv.storage.Files;

/** A folder in memory that, at a power loss, keeps what was synchronised and any part of the rest. */
public final class ForgetfulFiles implements Files {
    private static final int SECTOR = 512;

    private SortedMap<String, Inode> durableNames = new TreeMap<>();
    private SortedMap<String, Inode> names = new TreeMap<>();
    private final List<SortedMap<String, Inode>> pendingNames = new ArrayList<>();
    private boolean failing;

    private static final class Inode {
        private byte[] durable = new byte[0];
        private byte[] content = new byte[0];
    }

    /** All syncs fail from now on, or work again. */
    public void fail(boolean on) {
        failing = on;
    }

    /** Returns the content of a file as a reader sees it; changes to the array change the file, durably. */
    public byte[] content(String name) {
        return names.get(name).content;
    }

    /** Puts a file there, durably. */
    public void put(String name, byte[] content) {
        Inode inode = new Inode();
        inode.content = content.clone();
        inode.durable = content.clone();
        names.put(name, inode);
        durableNames.put(name, inode);
    }

    /** Returns a copy in which everything is durable. */
    public ForgetfulFiles copy() {
        ForgetfulFiles copy = new ForgetfulFiles();
        names.forEach((name, inode) -> copy.put(name, inode.content));
        return copy;
    }

    /** Loses what was not synchronised: each sector is old or new, and each change of names up to one of them happened. */
    public void losePower(RandomGenerator random) {
        if (!pendingNames.isEmpty()) {
            int kept = random.nextInt(pendingNames.size() + 1);
            names = kept == 0 ? durableNames : pendingNames.get(kept - 1);
        }
        pendingNames.clear();
        durableNames = new TreeMap<>(names);
        names = new TreeMap<>(names);
        for (Inode inode : names.values()) {
            int mode = random.nextInt(3);
            byte[] torn = inode.content.clone();
            for (int at = 0; at < torn.length; at += SECTOR) {
                boolean old = mode == 0 || (mode == 1 && random.nextBoolean());
                if (old) {
                    int end = Math.min(at + SECTOR, torn.length);
                    for (int i = at; i < end; i++) {
                        torn[i] = i < inode.durable.length ? inode.durable[i] : 0;
                    }
                }
            }
            inode.content = mode == 0 ? inode.durable.clone() : torn;
            inode.durable = inode.content.clone();
        }
    }

    @Override
    public OpenFile open(String name) {
        Inode inode = names.get(name);
        if (inode == null) {
            inode = new Inode();
            names.put(name, inode);
            pendingNames.add(new TreeMap<>(names));
        }
        return new Handle(inode);
    }

    @Override
    public List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Inode inode = names.remove(from);
        if (inode == null) {
            throw new IOException("no file " + from);
        }
        names.put(to, inode);
        pendingNames.add(new TreeMap<>(names));
    }

    @Override
    public void delete(String name) {
        names.remove(name);
        pendingNames.add(new TreeMap<>(names));
    }

    @Override
    public void syncDirectory() throws IOException {
        refuseIfFailing();
        durableNames = new TreeMap<>(names);
        pendingNames.clear();
    }

    private void refuseIfFailing() throws IOException {
        if (failing) {
            throw new IOException("Input/output error");
        }
    }

    /** Returns the names and lengths of all files. */
    public Map<String, Integer> lengths() {
        SortedMap<String, Integer> lengths = new TreeMap<>();
        names.forEach((name, inode) -> lengths.put(name, inode.content.length));
        return lengths;
    }

    private final class Handle implements OpenFile {
        private final Inode inode;

        private Handle(Inode inode) {
            this.inode = inode;
        }

        @Override
        public long size() {
            return inode.content.length;
        }

        @Override
        public int read(long at, ByteBuffer into) {
            int count = (int) Math.max(0, Math.min(into.remaining(), inode.content.length - at));
            into.put(inode.content, (int) at, count);
            return count;
        }

        @Override
        public void write(long at, ByteBuffer bytes) {
            int end = (int) at + bytes.remaining();
            if (end > inode.content.length) {
                inode.content = Arrays.copyOf(inode.content, end);
            }
            bytes.get(inode.content, (int) at, bytes.remaining());
        }

        @Override
        public void truncate(long size) {
            inode.content = Arrays.copyOf(inode.content, (int) Math.min(size, inode.content.length));
        }

        @Override
        public void sync() throws IOException {
            refuseIfFailing();
            inode.durable = inode.content.clone();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
