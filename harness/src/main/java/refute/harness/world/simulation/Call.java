package refute.harness.world.simulation;

import java.util.function.Consumer;
import refute.harness.system.NodeId;

/** A client's request on its way, and the way back. */
final class Call {
    private final SimulatedNetwork network;
    private final Timeline timeline;
    private final NodeId node;
    private final Parcel request;
    private final Consumer<ClientLink.Answer> listener;
    private boolean over;

    Call(
            SimulatedNetwork network,
            Timeline timeline,
            NodeId node,
            Parcel request,
            Consumer<ClientLink.Answer> listener) {
        this.network = network;
        this.timeline = timeline;
        this.node = node;
        this.request = request;
        this.listener = listener;
    }

    Parcel request() {
        return request;
    }

    void replied(Parcel reply) {
        back(reply, new ClientLink.Answer.Replied(reply.content()));
    }

    void refused() {
        back(new Parcel("refused", 40, 1), new ClientLink.Answer.Refused());
    }

    void broken() {
        back(new Parcel("broken", 40, 2), new ClientLink.Answer.Broken());
    }

    private void back(Parcel parcel, ClientLink.Answer answer) {
        network.stream(node, NodeId.CLIENTS, parcel, () -> {
            if (!over) {
                over = true;
                timeline.note(Happening.ANSWERED, parcel.digest());
                listener.accept(answer);
            }
        });
    }
}
