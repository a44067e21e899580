package refute.harness.world.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * One file: what a reader sees, and what is durable. They differ in the sectors that were written since the last sync; at a
 * power loss each of those is new or old by itself.
 *
 * <p>A sync that fails leaves its sectors clean but not durable, as Linux does; when the process ends, they are gone.
 */
public final class SimulatedFile {
    static final int SECTOR = 512;
    private static final int SIZE_MAX = 1 << 28;

    private final SimulatedDisk disk;
    private final String name;
    private byte[] content = new byte[SECTOR];
    private int size;
    private byte[] durable = new byte[0];
    private int durableSize;
    private final BitSet dirty = new BitSet();
    private boolean betrayed;
    private int lastWriteAt;
    /** Where the last write began that is known to be durable: what lies before it is old. */
    private int oldBelow;

    SimulatedFile(SimulatedDisk disk, String name) {
        this.disk = disk;
        this.name = name;
    }

    /** Its length in bytes. */
    public long size() {
        return size;
    }

    /** Reads from a position until the buffer is full or the file ends; returns how many bytes. */
    public int read(long at, ByteBuffer into) {
        int count = (int) Math.max(0, Math.min(into.remaining(), size - at));
        if (count > 0) {
            into.put(content, (int) at, count);
        }
        return count;
    }

    /** Writes all of the buffer at a position, beyond the end too. */
    public void write(long at, ByteBuffer bytes) throws IOException {
        disk.refuseIfFull(name);
        int from = (int) at;
        int end = Math.addExact(from, bytes.remaining());
        if (end > SIZE_MAX) {
            throw new IOException("a simulated file ends at " + SIZE_MAX + " bytes: " + name);
        }
        if (end > content.length) {
            content = Arrays.copyOf(content, Math.max(end, content.length * 2));
        }
        if (end > from) {
            dirty.set(Math.min(from, size) / SECTOR, (end - 1) / SECTOR + 1);
        }
        bytes.get(content, from, bytes.remaining());
        size = Math.max(size, end);
        lastWriteAt = from;
    }

    /** Cuts it to a length, if it is longer. */
    public void truncate(long length) {
        int end = (int) Math.min(length, size);
        Arrays.fill(content, end, size, (byte) 0);
        if (end < size) {
            dirty.set(end / SECTOR, size / SECTOR + 1);
        }
        size = end;
        lastWriteAt = 0;
        oldBelow = 0;
    }

    /** Makes its content durable. */
    public void sync() throws IOException {
        if (disk.syncFails(name)) {
            betrayed |= !dirty.isEmpty();
            dirty.clear();
            throw disk.injected("Input/output error while " + name + " is synchronised");
        }
        if (durable.length < size) {
            durable = Arrays.copyOf(durable, content.length);
        }
        for (int sector = dirty.nextSetBit(0); sector >= 0; sector = dirty.nextSetBit(sector + 1)) {
            int from = sector * SECTOR;
            int end = Math.min(from + SECTOR, size);
            if (from < end) {
                System.arraycopy(content, from, durable, from, end - from);
            }
        }
        if (size < durableSize) {
            Arrays.fill(durable, size, durableSize, (byte) 0);
        }
        durableSize = size;
        dirty.clear();
        oldBelow = lastWriteAt;
    }

    /** The process has ended; what a failed sync has left behind is not there for the next one. */
    void processEnded() {
        if (betrayed) {
            settle(sector -> dirty.get(sector));
        }
    }

    /** The power is gone: what was not synchronised is lost, or not, or in part. Returns how many sectors were lost. */
    int losePower(Chance chance) {
        int unsynced = dirty.cardinality();
        if (unsynced == 0 && size == durableSize && !betrayed) {
            return 0;
        }
        int[] lost = new int[1];
        int mode = chance.nextInt(3);
        if (mode == 0) {
            lost[0] = unsynced;
            content = Arrays.copyOf(durable, Math.max(durable.length, SECTOR));
            size = durableSize;
        } else {
            settle(sector -> {
                boolean kept = dirty.get(sector) && (mode == 2 || chance.nextBoolean());
                lost[0] += dirty.get(sector) && !kept ? 1 : 0;
                return kept;
            });
        }
        durable = Arrays.copyOf(content, content.length);
        durableSize = size;
        dirty.clear();
        betrayed = false;
        lastWriteAt = 0;
        return lost[0];
    }

    /** Of all sectors, only those that are kept stay new; the others are what they were when they were last durable. */
    private void settle(java.util.function.IntPredicate kept) {
        for (int from = 0; from < size; from += SECTOR) {
            if (kept.test(from / SECTOR)) {
                continue;
            }
            for (int i = from; i < Math.min(from + SECTOR, size); i++) {
                content[i] = i < durableSize ? durable[i] : 0;
            }
        }
        if (size < durableSize && dirty.isEmpty()) {
            content = Arrays.copyOf(durable, Math.max(durable.length, SECTOR));
            size = durableSize;
        }
        betrayed = false;
    }

    /** Changes an old, durable place: a bit, or a sector that lost a write, or that got another's. Returns what, if anything. */
    String rot(Chance chance, SimulatedFile other) {
        if (oldBelow < SECTOR || durableSize < oldBelow || dirty.nextSetBit(0) >= 0) {
            return "";
        }
        int sector = chance.nextInt(oldBelow / SECTOR) * SECTOR;
        return switch (chance.nextInt(3)) {
            case 0 -> {
                int at = sector + chance.nextInt(SECTOR);
                content[at] ^= (byte) (1 << chance.nextInt(8));
                durable[at] = content[at];
                yield "bit flipped in " + name + " at " + at;
            }
            case 1 -> overwrite(sector, new byte[SECTOR], "write lost in ");
            default -> {
                byte[] foreign = new byte[SECTOR];
                other.read((long) chance.nextInt(other.size / SECTOR + 1) * SECTOR, ByteBuffer.wrap(foreign));
                yield overwrite(sector, foreign, "write of " + other.name + " misdirected to ");
            }
        };
    }

    private String overwrite(int sector, byte[] bytes, String how) {
        if (Arrays.equals(content, sector, sector + SECTOR, bytes, 0, SECTOR)) {
            return "";
        }
        System.arraycopy(bytes, 0, content, sector, SECTOR);
        System.arraycopy(bytes, 0, durable, sector, SECTOR);
        return how + name + " at " + sector;
    }
}
