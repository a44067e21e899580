/**
 * An embedded ordered map over a log: a B-link tree whose updates wait for no lock, with crash recovery.
 *
 * <pre>{@code
 * try (TreeStore store = TreeStore.open(Path.of("data"))) {
 *     Tree users = store.tree("users");
 *     users.put(key, value);      // in memory: lost if the machine fails now
 *     store.flush();              // durable
 *     users.scan(from, to).forEachRemaining(entry -> …);
 * }
 * }</pre>
 *
 * <p>{@link refute.tree.TreeStore} is the door: a folder with named trees. {@link refute.tree.Tree} is one of them, {@link refute.tree.TreeSettings} the
 * sizes of everything. A key is sought by {@code TreeSearch}, which also finishes what others have begun: splits, new roots, merges
 * ({@code Merging}). Below are packages that nobody else needs: {@code node} (what a page holds), {@code page} (the table of pages, recovery),
 * {@code log} (the log), {@code storage} (all access to files), {@code mutant} (bugs to switch on in tests). The design is sled's (Rust, 0.34),
 * which follows LLAMA and the Bw-tree (Levandoski, Lomet, Sengupta, 2013).
 *
 * <p><b>Durability.</b> A change is in memory when its call returns. {@link refute.tree.TreeStore#flush} is the only barrier: what returned before it was
 * called survives everything once it has returned. After a crash the store holds what some prefix of the changes made, in an order in
 * which a change that began after another had returned comes after it; everything that a flush covered is in that prefix.
 *
 * <p><b>Several keys at once.</b> A {@link refute.tree.TreeBatch} is made at one instant, a {@link refute.tree.Transaction} is strictly serializable, and a
 * {@link refute.tree.TreeSnapshot} answers as of one instant ({@code Commits}, {@code Transactions}, {@code PastSearch}; the gate and the old states of
 * pages are in {@code page}). A {@link refute.tree.Subscription} hears of changes in their order.
 */
@NullMarked
package refute.tree;

import org.jspecify.annotations.NullMarked;
