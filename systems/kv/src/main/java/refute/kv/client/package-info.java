/**
 * A client of the store for Java.
 *
 * <p>{@link refute.kv.client.KvClient} makes one request for one call, with a deadline, and never repeats it: whoever wants to know what
 * happened asks the {@link refute.kv.client.KvException}. A {@link refute.kv.client.KvSession} may repeat, as its writes happen once however
 * often they arrive.
 *
 * {@snippet :
 * try (KvClient client = KvClient.connect(List.of("127.0.0.1:7201"), Duration.ofSeconds(1))) {
 *     client.put(Bytes.utf8("hello"), Bytes.utf8("world"));
 *     client.get(Bytes.utf8("hello"));
 * }
 * }
 */
@NullMarked
package refute.kv.client;

import org.jspecify.annotations.NullMarked;
