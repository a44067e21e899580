package refute.tree;

/**
 * What a store has done since it was opened; each number was right at some moment of the call, not all at the same.
 *
 * @param splits of pages
 * @param merges of pages into their neighbours
 * @param pagesRead from the log, because they were not in memory
 * @param pagesEvicted from memory
 * @param lostRaces changes that were made anew because another thread had changed the page meanwhile
 * @param logBytes written to the log
 * @param syncs of the log
 * @param commits batches, transactions and pops that were made
 * @param conflicts transactions that were tried anew, and pops of nothing
 * @param snapshots that are open
 */
public record StoreStatistics(
        long splits,
        long merges,
        long pagesRead,
        long pagesEvicted,
        long lostRaces,
        long logBytes,
        long syncs,
        long commits,
        long conflicts,
        int snapshots) {}
