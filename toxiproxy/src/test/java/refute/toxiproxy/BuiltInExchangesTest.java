package refute.toxiproxy;

/** Exchanges over raw HTTP, against the built-in engine. */
class BuiltInExchangesTest extends ExchangesContract {

    BuiltInExchangesTest() {
        super(EngineKind.BUILT_IN);
    }
}
