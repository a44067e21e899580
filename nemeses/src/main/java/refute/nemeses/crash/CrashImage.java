package refute.nemeses.crash;

import java.util.List;
import java.util.SortedMap;

/**
 * What a machine may find after a crash.
 *
 * @param steps how many steps of the trace had been made
 * @param files names and contents; the arrays are the receiver's
 * @param lost in words, what of the unsynchronised changes is not as the program had left it
 */
public record CrashImage(int steps, SortedMap<String, byte[]> files, List<String> lost) {}
