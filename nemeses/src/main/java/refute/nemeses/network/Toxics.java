package refute.nemeses.network;

import java.util.List;

/** How toxics are put on proxies and taken off: one call each on the real Toxiproxy, one call for all on the built-in engine. */
interface Toxics {
    /** Returns when all are in force. When it fails, none is left. */
    void add(List<PlacedToxic> toxics);

    /** Returns when all are gone. */
    void remove(List<PlacedToxic> toxics);
}
