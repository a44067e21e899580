package refute.specs.tla;

/** Is told how a check is getting on, from one thread. Must return soon. */
@FunctionalInterface
public interface CheckListener {
    /** Some time has passed. */
    void progress(Figures figures);
}
