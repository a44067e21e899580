/**
 * A client of a tree server for Java.
 *
 * <p>{@link refute.tree.client.TreeClient} makes one request for one call, with a deadline, and never repeats it: whoever wants to know what happened
 * asks the {@link refute.tree.client.TreeException}.
 *
 * {@snippet :
 * try (TreeClient client = TreeClient.connect("127.0.0.1:7301", Duration.ofSeconds(1))) {
 *     client.put("users", key, value, TreeClient.Durability.IN_MEMORY);
 *     client.flush();
 *     client.get("users", key, TreeClient.Durability.IN_MEMORY);
 * }
 * }
 */
@NullMarked
package refute.tree.client;

import org.jspecify.annotations.NullMarked;
