package refute.specs.tla;

/**
 * A bug that is seeded in a spec.
 *
 * @param name the value of the constant {@code Mutant} that switches it on
 * @param description what is wrong, in one line
 * @param refutes the property that it violates
 * @param model in which model TLC finds it
 */
public record SpecMutant(String name, String description, String refutes, String model) {}
