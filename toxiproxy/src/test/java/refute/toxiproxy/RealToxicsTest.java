package refute.toxiproxy;

/** Toxics on real sockets, against the real Toxiproxy. */
class RealToxicsTest extends ToxicsContract {

    RealToxicsTest() {
        super(EngineKind.REAL);
    }
}
