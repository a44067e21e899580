package refute.nemeses.crash;

/**
 * What a disk may do with what was not synchronised.
 *
 * @param sectorBytes what is written as a whole or not at all
 * @param namesInOrder whether changes of names become durable in their order
 * @param loses whether anything is lost at all
 */
public record PersistenceModel(int sectorBytes, boolean namesInOrder, boolean loses) {
    /** As POSIX allows it: the power fails. */
    public static final PersistenceModel POSIX = new PersistenceModel(512, false, true);

    /** As file systems with a journal of names do it: the power fails. */
    public static final PersistenceModel JOURNAL = new PersistenceModel(512, true, true);

    /** The process is killed; the machine goes on. */
    public static final PersistenceModel KILL = new PersistenceModel(512, false, false);

    public PersistenceModel {
        if (sectorBytes < 1) {
            throw new IllegalArgumentException("a sector of " + sectorBytes + " bytes");
        }
    }
}
