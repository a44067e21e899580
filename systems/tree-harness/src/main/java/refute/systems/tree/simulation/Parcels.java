package refute.systems.tree.simulation;

import refute.harness.world.simulation.Parcel;
import refute.systems.tree.nodes.TreeAnswer;
import refute.systems.tree.nodes.TreeCall;

/** What is sent, with about its length and a digest of it. Records of texts and numbers have the same words on every JDK. */
final class Parcels {
    private static final int ENVELOPE_BYTES = 40;

    private Parcels() {}

    static Parcel of(TreeCall call) {
        return of(call, call.toString());
    }

    static Parcel of(TreeAnswer answer) {
        return of(answer, answer.toString());
    }

    private static Parcel of(Object content, String words) {
        return new Parcel(content, ENVELOPE_BYTES + words.length(), words.hashCode());
    }
}
