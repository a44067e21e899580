package refute.harness.world.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One folder of files on a disk that forgets and fails as real ones do. It outlives the node's processes.
 *
 * <p>After a power loss, of each file what was synchronised is there and any part of the rest, by sectors of 512 bytes; of
 * creations, renames and deletions all up to the last sync of the folder, and perhaps some of those that followed, in order.
 *
 * <p>The calls act at once; how long a disk takes is {@link Machine#onDisk}'s matter. Owned by the simulation's thread.
 */
public final class SimulatedDisk {
    private final Chance faults;
    private final Chance losses;
    private final Accidents.Local accidents;
    private final CrashPoints crashPoints;
    private final Counters counters;
    private Hazards.Disk hazards;
    private SortedMap<String, SimulatedFile> durableNames = new TreeMap<>();
    private SortedMap<String, SimulatedFile> names = new TreeMap<>();
    private final List<SortedMap<String, SimulatedFile>> pendingNames = new ArrayList<>();
    private boolean rotten;
    private boolean failed;

    SimulatedDisk(
            Chance faults,
            Chance losses,
            Accidents.Local accidents,
            CrashPoints crashPoints,
            Hazards.Disk hazards,
            Counters counters) {
        this.accidents = accidents;
        this.faults = faults;
        this.losses = losses;
        this.crashPoints = crashPoints;
        this.hazards = hazards;
        this.counters = counters;
    }

    /** Opens a file, and creates it if there is none. */
    public SimulatedFile open(String name) {
        SimulatedFile file = names.get(name);
        if (file == null) {
            crashPoints.pass();
            file = new SimulatedFile(this, name);
            names.put(name, file);
            pendingNames.add(new TreeMap<>(names));
        }
        return file;
    }

    /** The names of all files, in order. */
    public List<String> list() {
        return List.copyOf(names.keySet());
    }

    /** Gives a file another name, in place of any file that has it, at once. */
    public void rename(String from, String to) throws IOException {
        crashPoints.pass();
        SimulatedFile file = names.remove(from);
        if (file == null) {
            throw new IOException("no file " + from);
        }
        names.put(to, file);
        pendingNames.add(new TreeMap<>(names));
    }

    /** Removes a file. */
    public void delete(String name) {
        crashPoints.pass();
        names.remove(name);
        pendingNames.add(new TreeMap<>(names));
    }

    /** Whether something that is durable may be changed behind everybody's back in this run. */
    public boolean mayRot() {
        return hazards.rotting() > 0;
    }

    /** Makes all creations, renames and deletions so far durable. */
    public void syncDirectory() throws IOException {
        if (syncFails("the folder")) {
            throw injected("Input/output error while the folder is synchronised");
        }
        durableNames = new TreeMap<>(names);
        pendingNames.clear();
    }

    /** From now on the disk works as it should; what is rotten stays so. */
    void calm(Hazards.Disk calm) {
        hazards = calm;
    }

    /** Whether an error was injected since the process began. */
    boolean hasFailed() {
        return failed;
    }

    /** Whether something that was durable was changed behind everybody's back. */
    boolean isRotten() {
        return rotten;
    }

    void processStarted() {
        failed = false;
    }

    void processEnded() {
        names.values().forEach(SimulatedFile::processEnded);
    }

    /** Returns how many sectors were lost. */
    int losePower() {
        if (!pendingNames.isEmpty()) {
            int kept = losses.nextInt(pendingNames.size() + 1);
            names = kept == 0 ? durableNames : pendingNames.get(kept - 1);
        }
        pendingNames.clear();
        durableNames = new TreeMap<>(names);
        names = new TreeMap<>(names);
        int lost = 0;
        for (SimulatedFile file : names.values()) {
            lost += file.losePower(losses);
        }
        return lost;
    }

    /** Changes something old, perhaps; returns what, or nothing. */
    String rot() {
        if (names.isEmpty() || !accidents.strikes(Accident.What.DISK_ROTTEN, faults, hazards.rotting())) {
            return "";
        }
        List<SimulatedFile> files = List.copyOf(names.values());
        SimulatedFile victim = files.get(faults.nextInt(files.size()));
        String what = victim.rot(faults, files.get(faults.nextInt(files.size())));
        if (!what.isEmpty()) {
            rotten = true;
            counters.count("disk rotten");
        }
        return what;
    }

    /** How long the next sync takes. */
    long latencyNanos() {
        long nanos = hazards.syncNanos() + faults.nextLong(hazards.spreadNanos() + 1);
        if (accidents.strikes(Accident.What.SYNC_SLOW, faults, hazards.slow())) {
            counters.count("sync slow");
            nanos += accidents.amount(faults.nextLong(hazards.slowNanosMax()));
        }
        return nanos;
    }

    void refuseIfFull(String name) throws IOException {
        crashPoints.pass();
        if (accidents.strikes(Accident.What.NO_SPACE, faults, hazards.full())) {
            counters.count("no space");
            throw injected("No space left on device for " + name);
        }
    }

    boolean syncFails(String what) {
        crashPoints.pass();
        if (accidents.strikes(Accident.What.SYNC_FAILED, faults, hazards.failing())) {
            counters.count("sync failed");
            return true;
        }
        return false;
    }

    IOException injected(String what) {
        failed = true;
        return new IOException(what);
    }
}
