package refute.toxiproxy.engine;

/** Where chunks go: the next stage, or the sink at the end of the chain. Used by the link's own loop only. */
interface Outlet {

    /** Whether a chunk is welcome now. False forever once the end was put. */
    boolean hasRoom();

    /** Takes a chunk; the caller asked {@link #hasRoom} first, unless the chunk must not be lost. Ignored after the end. */
    void put(Chunk chunk);

    /** Whether the end was put. */
    boolean ended();
}
