package refute.harness.system;

/**
 * What a node says of itself.
 *
 * @param leader whether it holds itself for the leader; false where a system has none
 * @param term its election term or epoch; 0 where a system has none
 * @param version the version of the program that runs there
 */
public record NodeStatus(boolean leader, long term, String version) {}
