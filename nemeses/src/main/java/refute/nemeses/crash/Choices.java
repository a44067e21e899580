package refute.nemeses.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is open when a machine stops at one moment: for each sector and length that was changed since its sync, which version is there;
 * for each change of a name, whether it is. A choice is one number for each, from 0 (as it was durably) to its last (as the program left it).
 */
final class Choices {
    private static final int[] NONE = {};

    private final Disk disk;
    private final List<Cell> cells = new ArrayList<>();

    /** What a number decides. */
    private sealed interface Cell {
        int options();

        record Sector(int file, int sector, int options) implements Cell {}

        record Size(int file, int options) implements Cell {}

        /** Whether the change of a name at that place is there. */
        record Name(int at) implements Cell {
            @Override
            public int options() {
                return 2;
            }
        }

        /** How many of the changes of names are there. */
        record Names(int options) implements Cell {}
    }

    Choices(Disk disk) {
        this.disk = disk;
        disk.files().forEach((number, file) -> {
            if (!disk.mayHaveName(number)) {
                return;
            }
            if (file.sizeVersions() > 1) {
                cells.add(new Cell.Size(number, file.sizeVersions()));
            }
            for (int sector = 0; sector < file.sectorCount(); sector++) {
                if (file.versions(sector) > 1) {
                    cells.add(new Cell.Sector(number, sector, file.versions(sector)));
                }
            }
        });
        int pending = disk.pending().size();
        if (disk.model().namesInOrder() && pending > 0) {
            cells.add(new Cell.Names(pending + 1));
        } else {
            for (int i = 0; i < pending; i++) {
                cells.add(new Cell.Name(i));
            }
        }
    }

    int count() {
        return cells.size();
    }

    int options(int cell) {
        return cells.get(cell).options();
    }

    /** Returns how many choices there are; {@link Long#MAX_VALUE} if that is not a number. */
    long size() {
        long product = 1;
        for (Cell cell : cells) {
            if (product > Long.MAX_VALUE / cell.options()) {
                return Long.MAX_VALUE;
            }
            product *= cell.options();
        }
        return product;
    }

    /** The choice in which everything is as the program left it. */
    int[] newest() {
        return cells.stream().mapToInt(cell -> cell.options() - 1).toArray();
    }

    /** The choice that has this number, from 0. */
    int[] numbered(long number) {
        int[] choice = new int[cells.size()];
        long rest = number;
        for (int i = 0; i < choice.length; i++) {
            choice[i] = (int) (rest % cells.get(i).options());
            rest /= cells.get(i).options();
        }
        return choice;
    }

    /** A hash of the image that a choice leads to: names, lengths, contents. */
    long hash(int[] choice) {
        Picked picked = pick(choice);
        long sum = 0;
        for (Map.Entry<String, Integer> name : picked.names().entrySet()) {
            int file = name.getValue();
            long content = disk.file(file).hash(picked.size(file), picked.sectors(file));
            sum += SectorFile.mix(content ^ SectorFile.mix(name.getKey().hashCode()));
        }
        return sum;
    }

    SortedMap<String, byte[]> image(int[] choice) {
        Picked picked = pick(choice);
        SortedMap<String, byte[]> image = new TreeMap<>();
        picked.names()
                .forEach((name, file) ->
                        image.put(name, disk.file(file).content(picked.size(file), picked.sectors(file))));
        return image;
    }

    /** In words, what is not as the program left it. */
    List<String> lost(int[] choice) {
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < choice.length; i++) {
            int newest = cells.get(i).options() - 1;
            if (choice[i] == newest) {
                continue;
            }
            String which = choice[i] == 0 ? "as last synchronised" : "as after change " + choice[i] + " of " + newest;
            switch (cells.get(i)) {
                case Cell.Sector its ->
                    lost.add("sector " + its.sector() + " of " + nameOf(its.file()) + " is " + which);
                case Cell.Size its -> lost.add("the length of " + nameOf(its.file()) + " is " + which);
                case Cell.Name its ->
                    lost.add("lost: " + disk.pending().get(its.at()).words());
                case Cell.Names ignored -> {
                    for (int change = choice[i]; change < newest; change++) {
                        lost.add("lost: " + disk.pending().get(change).words());
                    }
                }
            }
        }
        return lost;
    }

    private String nameOf(int file) {
        SortedMap<String, Integer> names = new TreeMap<>(disk.durableNames());
        disk.pending().forEach(change -> change.applyTo(names));
        return names.entrySet().stream()
                .filter(name -> name.getValue() == file)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("a file that has no name any more");
    }

    /** A choice, by files. */
    private static final class Picked {
        private final SortedMap<String, Integer> names;
        private final Map<Integer, Integer> sizes = new HashMap<>();
        private final Map<Integer, int[]> sectors = new HashMap<>();

        private Picked(Disk disk) {
            names = new TreeMap<>(disk.durableNames());
            disk.files().forEach((number, file) -> sectors.put(number, new int[file.sectorCount()]));
        }

        private SortedMap<String, Integer> names() {
            return names;
        }

        private int size(int file) {
            return sizes.getOrDefault(file, 0);
        }

        private int[] sectors(int file) {
            return sectors.getOrDefault(file, NONE);
        }
    }

    private Picked pick(int[] choice) {
        Picked picked = new Picked(disk);
        for (int i = 0; i < choice.length; i++) {
            switch (cells.get(i)) {
                case Cell.Sector its -> picked.sectors(its.file())[its.sector()] = choice[i];
                case Cell.Size its -> picked.sizes.put(its.file(), choice[i]);
                case Cell.Name its -> {
                    if (choice[i] == 1) {
                        disk.pending().get(its.at()).applyTo(picked.names());
                    }
                }
                case Cell.Names ignored -> {
                    for (int change = 0; change < choice[i]; change++) {
                        disk.pending().get(change).applyTo(picked.names());
                    }
                }
            }
        }
        return picked;
    }
}
