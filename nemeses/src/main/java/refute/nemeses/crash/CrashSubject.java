package refute.nemeses.crash;

import java.util.BitSet;
import java.util.SortedMap;

/** A program that recovers from what a crash has left. */
public interface CrashSubject {
    /**
     * Recovers from a folder.
     *
     * @param files may be changed
     * @return for which n the first n operations have made what is there now; empty: no n
     * @throws Exception if it does not recover
     */
    BitSet recover(SortedMap<String, byte[]> files) throws Exception;

    /**
     * Recovers from a folder and says what it did to it meanwhile, so that crashes in recovery can be searched, too.
     *
     * @param files may be changed
     * @throws Exception if it does not recover
     */
    DiskTrace recovery(SortedMap<String, byte[]> files) throws Exception;
}
