package refute.nemeses.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file as versions of its sectors and of its length. The first version of each is durable; the others came since the last sync.
 */
final class SectorFile {
    private final int sectorBytes;
    private final List<List<Version>> sectors = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>(List.of(0L));

    /** A sector's content, and a hash of it with its place. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares versions.
    record Version(byte[] content, long hash) {}

    SectorFile(int sectorBytes) {
        this.sectorBytes = sectorBytes;
    }

    void write(long at, byte[] bytes) {
        for (int done = 0; done < bytes.length; ) {
            int sector = Math.toIntExact((at + done) / sectorBytes);
            int from = (int) ((at + done) % sectorBytes);
            int count = Math.min(sectorBytes - from, bytes.length - done);
            byte[] content = latest(sector).clone();
            System.arraycopy(bytes, done, content, from, count);
            add(sector, content);
            done += count;
        }
        resize(Math.max(size(), at + bytes.length));
    }

    void truncate(long size) {
        long before = size();
        for (int sector = Math.toIntExact(size / sectorBytes); (long) sector * sectorBytes < before; sector++) {
            byte[] content = latest(sector).clone();
            Arrays.fill(content, (int) Math.max(0, size - (long) sector * sectorBytes), sectorBytes, (byte) 0);
            add(sector, content);
        }
        resize(size);
    }

    private void resize(long size) {
        if (size != size()) {
            sizes.add(size);
        }
    }

    private byte[] latest(int sector) {
        return sector < sectors.size() ? sectors.get(sector).getLast().content() : new byte[sectorBytes];
    }

    private void add(int sector, byte[] content) {
        while (sectors.size() <= sector) {
            sectors.add(new ArrayList<>(List.of(version(sectors.size(), new byte[sectorBytes]))));
        }
        sectors.get(sector).add(version(sector, content));
    }

    private static Version version(int sector, byte[] content) {
        return new Version(content, hash(sector, content, content.length));
    }

    private static long hash(int sector, byte[] content, int length) {
        long hash = sector;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ content[i]) * 0x100000001b3L;
        }
        return mix(hash);
    }

    static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    void sync() {
        sectors.replaceAll(versions -> new ArrayList<>(List.of(versions.getLast())));
        long size = size();
        sizes.clear();
        sizes.add(size);
    }

    long size() {
        return sizes.getLast();
    }

    int sectorCount() {
        return sectors.size();
    }

    int versions(int sector) {
        return sectors.get(sector).size();
    }

    int sizeVersions() {
        return sizes.size();
    }

    /** Returns a hash of the content with these versions. */
    long hash(int sizeVersion, int[] versions) {
        long size = sizes.get(sizeVersion);
        long sum = mix(size);
        for (int sector = 0; sector < versions.length && (long) sector * sectorBytes < size; sector++) {
            Version version = sectors.get(sector).get(versions[sector]);
            int covered = (int) Math.min(sectorBytes, size - (long) sector * sectorBytes);
            sum += covered == sectorBytes ? version.hash() : hash(sector, version.content(), covered);
        }
        return sum;
    }

    byte[] content(int sizeVersion, int[] versions) {
        byte[] content = new byte[Math.toIntExact(sizes.get(sizeVersion))];
        for (int sector = 0; sector < versions.length; sector++) {
            int from = sector * sectorBytes;
            if (from < content.length) {
                byte[] its = sectors.get(sector).get(versions[sector]).content();
                System.arraycopy(its, 0, content, from, Math.min(sectorBytes, content.length - from));
            }
        }
        return content;
    }
}
