package refute.harness.run;

import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.World;

/**
 * What is tested, and where.
 *
 * @param system which system
 * @param options which one of it exactly
 * @param world where its nodes run
 * @param nodes how many; 1 to {@value #NODES_MAX}
 */
public record Subject(SystemUnderTest system, SystemOptions options, World world, int nodes) {
    /** More nodes than this are more links than one machine carries. */
    public static final int NODES_MAX = 7;
}
