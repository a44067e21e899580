/**
 * Where a run happens.
 *
 * <p>A {@link refute.harness.world.World} deploys a system and gives a {@link refute.harness.world.Cluster}: nodes that can
 * be killed, started, paused and continued, and a {@link refute.harness.world.Network} whose every directed link can be
 * impaired by itself. Nothing above it knows which world it is in. What a world cannot do, its capabilities do not name, and
 * a scenario that needs it is refused before anything starts.
 *
 * <p>{@link refute.harness.world.MemoryWorld} is for systems that are objects in this process: it can do nothing to them.
 */
@NullMarked
package refute.harness.world;

import org.jspecify.annotations.NullMarked;
