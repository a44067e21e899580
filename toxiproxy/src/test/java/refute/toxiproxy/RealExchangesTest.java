package refute.toxiproxy;

/** Exchanges over raw HTTP, against the real Toxiproxy. */
class RealExchangesTest extends ExchangesContract {

    RealExchangesTest() {
        super(EngineKind.REAL);
    }
}
