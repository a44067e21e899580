package refute.nemeses.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder as a machine sees it while it runs, with all that a crash may go back to. */
final class Disk {
    private final PersistenceModel model;
    private final SortedMap<Integer, SectorFile> files = new TreeMap<>();
    private final SortedMap<String, Integer> names = new TreeMap<>();
    private SortedMap<String, Integer> durableNames = new TreeMap<>();
    private final List<NameChange> pending = new ArrayList<>();

    /** A change of names that may be lost: after it, {@code file} has the name {@code added}, and nothing has {@code removed}. */
    record NameChange(String removed, String added, int file, String words) {
        void applyTo(SortedMap<String, Integer> names) {
            if (!removed.isEmpty()) {
                names.remove(removed);
            }
            if (!added.isEmpty()) {
                names.put(added, file);
            }
        }
    }

    Disk(PersistenceModel model) {
        this.model = model;
    }

    void apply(DiskOperation operation) {
        switch (operation) {
            case DiskOperation.Found found -> {
                SectorFile file = new SectorFile(model.sectorBytes());
                file.write(0, found.content());
                file.sync();
                files.put(found.file(), file);
                names.put(found.name(), found.file());
                durableNames.put(found.name(), found.file());
            }
            case DiskOperation.Create create -> {
                files.put(create.file(), new SectorFile(model.sectorBytes()));
                change(new NameChange("", create.name(), create.file(), create.words()));
            }
            case DiskOperation.Write write -> file(write.file()).write(write.at(), write.bytes());
            case DiskOperation.Truncate truncate -> file(truncate.file()).truncate(truncate.size());
            case DiskOperation.Rename rename ->
                change(new NameChange(rename.from(), rename.to(), number(rename.from()), rename.words()));
            case DiskOperation.Delete delete ->
                change(new NameChange(delete.name(), "", number(delete.name()), delete.words()));
            case DiskOperation.Sync sync -> file(sync.file()).sync();
            case DiskOperation.SyncDirectory ignored -> {
                durableNames = new TreeMap<>(names);
                pending.clear();
            }
        }
        if (!model.loses()) {
            files.values().forEach(SectorFile::sync);
            durableNames = new TreeMap<>(names);
            pending.clear();
        }
    }

    private void change(NameChange change) {
        pending.add(change);
        change.applyTo(names);
    }

    SectorFile file(int number) {
        SectorFile file = files.get(number);
        if (file == null) {
            throw new IllegalArgumentException("the trace has no file " + number);
        }
        return file;
    }

    private int number(String name) {
        Integer number = names.get(name);
        if (number == null) {
            throw new IllegalArgumentException("the trace has no file " + name);
        }
        return number;
    }

    /** Whether a crash may leave the file with a name; if not, nobody can find it. */
    boolean mayHaveName(int file) {
        return durableNames.containsValue(file)
                || pending.stream().anyMatch(change -> !change.added().isEmpty() && change.file() == file);
    }

    PersistenceModel model() {
        return model;
    }

    SortedMap<Integer, SectorFile> files() {
        return files;
    }

    List<NameChange> pending() {
        return pending;
    }

    SortedMap<String, Integer> durableNames() {
        return durableNames;
    }
}
