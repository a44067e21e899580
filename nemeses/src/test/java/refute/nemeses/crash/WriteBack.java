package refute.nemeses.crash;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plain twin of {@link CrashImages}: a machine with a cache and a disk. At any moment it may write back any one sector, length or name that the cache
 * has otherwise than the disk. All disks that it can come to are what a crash may leave. Exponential; for a few steps.
 */
final class WriteBack {
    private final int sectorBytes;

    WriteBack(int sectorBytes) {
        this.sectorBytes = sectorBytes;
    }

    /** A machine at one moment. Contents are as texts of sectors; a name change that was not written back is in {@code pending}. */
    private record Machine(
            SortedMap<Integer, List<String>> cache,
            SortedMap<Integer, List<String>> disk,
            SortedMap<Integer, Integer> cacheSizes,
            SortedMap<Integer, Integer> diskSizes,
            SortedMap<String, Integer> cacheNames,
            SortedMap<String, Integer> diskNames,
            List<Integer> applied) {
        Machine copy() {
            return new Machine(
                    new TreeMap<>(cache),
                    new TreeMap<>(disk),
                    new TreeMap<>(cacheSizes),
                    new TreeMap<>(diskSizes),
                    new TreeMap<>(cacheNames),
                    new TreeMap<>(diskNames),
                    List.copyOf(applied));
        }
    }

    /**
     * All images that a crash during these operations may leave. A name is written back change by change, in any order, so the twin decides
     * at a crash which changes there are; a sync of the folder settles them.
     */
    Set<String> images(List<DiskOperation> operations) {
        Set<String> images = new HashSet<>();
        Set<Machine> now = new HashSet<>();
        now.add(new Machine(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of()));
        int settledNames = 0;
        for (int i = 0; i < operations.size(); i++) {
            DiskOperation operation = operations.get(i);
            Set<Machine> next = new HashSet<>();
            for (Machine machine : now) {
                next.add(after(machine, operation));
            }
            now = closure(next);
            if (operation instanceof DiskOperation.SyncDirectory) {
                settledNames = i;
            }
            for (Machine machine : now) {
                crash(machine, operations.subList(settledNames, i + 1), images);
            }
        }
        return images;
    }

    private Machine after(Machine before, DiskOperation operation) {
        Machine machine = before.copy();
        switch (operation) {
            case DiskOperation.Create create -> {
                machine.cache().put(create.file(), List.of());
                machine.disk().put(create.file(), List.of());
                machine.cacheSizes().put(create.file(), 0);
                machine.diskSizes().put(create.file(), 0);
                machine.cacheNames().put(create.name(), create.file());
            }
            case DiskOperation.Write write -> {
                String whole = String.join("", machine.cache().get(write.file()));
                char[] longer = Arrays.copyOf(whole.toCharArray(), Math.max(whole.length(), roundUp(write)));
                for (int i = 0; i < write.bytes().length; i++) {
                    longer[(int) write.at() + i] = (char) write.bytes()[i];
                }
                machine.cache().put(write.file(), sectors(new String(longer)));
                machine.cacheSizes().merge(write.file(), (int) write.at() + write.bytes().length, Math::max);
            }
            case DiskOperation.Sync sync -> {
                machine.disk().put(sync.file(), machine.cache().get(sync.file()));
                machine.diskSizes().put(sync.file(), machine.cacheSizes().get(sync.file()));
            }
            case DiskOperation.Rename rename ->
                machine.cacheNames().put(rename.to(), machine.cacheNames().remove(rename.from()));
            case DiskOperation.Delete delete -> machine.cacheNames().remove(delete.name());
            case DiskOperation.SyncDirectory ignored -> {
                machine.diskNames().clear();
                machine.diskNames().putAll(machine.cacheNames());
            }
            default -> throw new IllegalArgumentException(operation.words());
        }
        return machine;
    }

    private int roundUp(DiskOperation.Write write) {
        int end = (int) write.at() + write.bytes().length;
        return (end + sectorBytes - 1) / sectorBytes * sectorBytes;
    }

    private List<String> sectors(String content) {
        List<String> sectors = new java.util.ArrayList<>();
        for (int at = 0; at < content.length(); at += sectorBytes) {
            sectors.add(content.substring(at, at + sectorBytes));
        }
        return List.copyOf(sectors);
    }

    private Set<Machine> closure(Set<Machine> machines) {
        Set<Machine> reached = new HashSet<>(machines);
        Deque<Machine> open = new ArrayDeque<>(machines);
        while (!open.isEmpty()) {
            Machine machine = open.poll();
            for (int file : machine.cache().keySet()) {
                List<String> cached = machine.cache().get(file);
                for (int sector = 0; sector < cached.size(); sector++) {
                    Machine other = machine.copy();
                    List<String> written =
                            new java.util.ArrayList<>(machine.disk().get(file));
                    while (written.size() <= sector) {
                        written.add("\0".repeat(sectorBytes));
                    }
                    written.set(sector, cached.get(sector));
                    other.disk().put(file, List.copyOf(written));
                    if (reached.add(other)) {
                        open.add(other);
                    }
                }
                Machine other = machine.copy();
                other.diskSizes().put(file, machine.cacheSizes().get(file));
                if (reached.add(other)) {
                    open.add(other);
                }
            }
        }
        return reached;
    }

    /** Of the changes of names since the folder was synchronised, any may be there. */
    private void crash(Machine machine, List<DiskOperation> since, Set<String> images) {
        List<DiskOperation> changes = since.stream()
                .filter(one -> one instanceof DiskOperation.Create
                        || one instanceof DiskOperation.Rename
                        || one instanceof DiskOperation.Delete)
                .toList();
        for (int subset = 0; subset < 1 << changes.size(); subset++) {
            SortedMap<String, Integer> names = new TreeMap<>(machine.diskNames());
            SortedMap<String, Integer> live = new TreeMap<>(machine.diskNames());
            for (int i = 0; i < changes.size(); i++) {
                boolean there = (subset >> i & 1) == 1;
                switch (changes.get(i)) {
                    case DiskOperation.Create create -> {
                        live.put(create.name(), create.file());
                        if (there) {
                            names.put(create.name(), create.file());
                        }
                    }
                    case DiskOperation.Rename rename -> {
                        int file = live.remove(rename.from());
                        live.put(rename.to(), file);
                        if (there) {
                            names.remove(rename.from());
                            names.put(rename.to(), file);
                        }
                    }
                    case DiskOperation.Delete delete -> {
                        live.remove(delete.name());
                        if (there) {
                            names.remove(delete.name());
                        }
                    }
                    default -> throw new IllegalStateException();
                }
            }
            images.add(text(machine, names));
        }
    }

    private String text(Machine machine, SortedMap<String, Integer> names) {
        StringBuilder text = new StringBuilder();
        names.forEach((name, file) -> {
            String content = String.join("", machine.disk().get(file));
            int size = machine.diskSizes().get(file);
            String whole = (content + "\0".repeat(Math.max(0, size - content.length()))).substring(0, size);
            text.append(name).append('=').append(whole).append(';');
        });
        return text.toString();
    }
}
