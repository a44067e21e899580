package refute.systems.etcd;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/**
 * Knows whether a request may have left. gRPC creates the stream of a call only on a transport that is connected and whose
 * server has greeted, and tells the call's tracer so before anything of the request is written. A call that ends without
 * having been told was refused or ran out of time while it waited for a connection: no byte of it was sent, and none will be,
 * because a call that has ended is never given a stream that is started.
 *
 * <p>The other way round it says too much rather than too little: a stream that was created may have sent nothing.
 */
final class Departure extends ClientStreamTracer.Factory {
    private volatile boolean departed;

    boolean departed() {
        return departed;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void streamCreated(Attributes transport, Metadata headers) {
                departed = true;
            }
        };
    }
}
