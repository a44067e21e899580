/**
 * The KV store of this repository, as a system under test: real servers, each a JVM of its own or a container.
 *
 * <p>{@link refute.systems.kv.Kv} is the system; {@code KvInstance} says how its nodes start and opens clients. The store knows
 * nothing of the harness: all that it is asked to do for a run, its own flags can do ({@code KvFlags}), and its own client does the
 * talking ({@code KvLink}). What an error of it means stands in one place, {@code KvErrors}.
 *
 * <p>A node's program is the Java that runs the harness, its class path the part of the harness's own that the server needs
 * ({@link refute.harness.system.JavaProgram}): nothing is downloaded, and what is tested is what was built. The marker without which no mutant can be switched
 * on is put on it only when a mutant is asked for, so a run without one tests the store as it is released.
 *
 * <p>Left out on purpose: repeating a request. A process is bound to one node, and a write at a node that does not lead fails; only
 * with {@code --set sessions=true} do writes go through the store's sessions, which repeat them, and promise that they happen once.
 */
@NullMarked
package refute.systems.kv;

import org.jspecify.annotations.NullMarked;
