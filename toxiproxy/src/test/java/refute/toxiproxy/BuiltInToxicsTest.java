package refute.toxiproxy;

/** Toxics on real sockets, against the built-in engine. */
class BuiltInToxicsTest extends ToxicsContract {

    BuiltInToxicsTest() {
        super(EngineKind.BUILT_IN);
    }
}
