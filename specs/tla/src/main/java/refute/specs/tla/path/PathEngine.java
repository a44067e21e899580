package refute.specs.tla.path;

import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * Draws behaviours of one module: what {@code refute.specs.tla.engine} offers from behind its own class loader. Only types of Java and of
 * Refute's public packages cross. One thread at a time.
 */
public interface PathEngine {
    /**
     * Parses a module. Once, before anything else.
     *
     * @param module its file, with its model beside it
     * @param scratch where modules of TLC's own may be unpacked
     */
    void open(Path module, Path scratch);

    /**
     * Draws a behaviour.
     *
     * @param random what is drawn follows from it
     * @param steps how many at most; fewer if nothing leads on, or an invariant is violated
     */
    Behaviour draw(RandomGenerator random, int steps);
}
