package refute.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import refute.harness.Problem;
import refute.harness.run.RunFolder;

/**
 * The run folders below a folder, found by their {@code run.json}, down to a depth of {@value #DEPTH_MAX}. No link is followed, and what
 * has a dot before its name is passed over: runs that are just being made have one.
 *
 * @param runs their paths, in ascending order
 * @param problems folders that could not be looked into
 */
record RunStore(List<Path> runs, List<Problem> problems) {
    private static final int DEPTH_MAX = 4;
    private static final int RUNS_MAX = 10_000;
    /** So that a whole disk, named by mistake, is not gone through. */
    private static final int FOLDERS_MAX = 50_000;

    /** Looks now. */
    static RunStore look(Path folder) {
        RunStore store = new RunStore(new ArrayList<>(), new ArrayList<>());
        if (store.walk(folder, DEPTH_MAX, FOLDERS_MAX) == 0) {
            store.problems.add(new Problem(
                    folder.toString(),
                    "has more than " + RUNS_MAX + " runs or " + FOLDERS_MAX + " folders in it",
                    "name a folder further down"));
        }
        return store;
    }

    /** A text that is another one whenever a run begins, ends, or goes. */
    String stamp() {
        StringBuilder stamp = new StringBuilder();
        runs.forEach(run -> stamp.append(run).append(' ').append(stamp(run)).append('\n'));
        return stamp.append(problems.size()).toString();
    }

    /** The same of one run's record; also of one that cannot be read. */
    static String stamp(Path run) {
        try {
            BasicFileAttributes record = Files.readAttributes(run.resolve(RunFolder.RECORD), BasicFileAttributes.class);
            return record.lastModifiedTime() + " " + record.size();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    /** What is said above the runs of a folder. */
    static String title(Path folder) {
        String shortest = EndScreen.shortest(folder).toString();
        return "Runs in " + (shortest.isEmpty() ? folder : shortest);
    }

    static boolean isRun(Path folder) {
        return Files.exists(folder.resolve(RunFolder.RECORD));
    }

    /** Returns how many folders may still be looked at; with 0 it has stopped. */
    private int walk(Path folder, int depth, int foldersMax) {
        List<Path> below = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(below::add);
        } catch (IOException | DirectoryIteratorException e) {
            problems.add(new Problem(folder.toString(), "may not be read: " + e.getMessage(), "check its permissions"));
        }
        below.sort(Comparator.naturalOrder());
        int left = foldersMax;
        for (Path one : below) {
            if (one.getFileName().toString().startsWith(".") || !Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            left = runs.size() == RUNS_MAX ? 0 : left - 1;
            if (left <= 0) {
                return 0;
            }
            if (isRun(one)) {
                runs.add(one);
            } else if (depth > 1) {
                left = walk(one, depth - 1, left);
            }
        }
        return left;
    }
}
