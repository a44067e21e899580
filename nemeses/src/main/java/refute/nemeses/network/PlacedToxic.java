package refute.nemeses.network;

/**
 * A toxic on one stream of one proxy.
 *
 * @param proxy the proxy's name
 * @param upstream whether it lies on what the dialer sends, or on what it is answered
 * @param name unique on its proxy: the fault's id and the stream, so that several faults may lie on one way
 */
record PlacedToxic(String proxy, boolean upstream, String name, Toxic toxic) {
    String stream() {
        return upstream ? "upstream" : "downstream";
    }
}
