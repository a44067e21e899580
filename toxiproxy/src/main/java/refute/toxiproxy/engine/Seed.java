package refute.toxiproxy.engine;

import java.util.SplittableRandom;

/**
 * The seed of an engine, and the named substreams that it splits into. Equal paths give equal streams, so a draw depends
 * on what it is for and not on when it happens.
 *
 * @param value any number
 */
public record Seed(long value) {

    /** The seed of the part called {@code name}. */
    Seed of(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return of(hash);
    }

    /** The seed of the part with this number. */
    Seed of(long number) {
        return new Seed(new SplittableRandom(value ^ Long.rotateLeft(number * 0x9e3779b97f4a7c15L, 31)).nextLong());
    }

    SplittableRandom random() {
        return new SplittableRandom(value);
    }
}
