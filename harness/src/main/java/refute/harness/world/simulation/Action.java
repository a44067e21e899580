package refute.harness.world.simulation;

/** What happens at some time. */
@FunctionalInterface
interface Action {
    void happen();
}
