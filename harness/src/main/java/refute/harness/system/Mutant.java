package refute.harness.system;

/**
 * A deliberately seeded, switchable bug of a system of ours.
 *
 * @param id such as M07
 * @param description what it does wrong, in one line
 */
public record Mutant(String id, String description) {}
