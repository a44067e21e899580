package refute.service;

import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/**
 * Knows of one call whether its request may have left. A call is given a stream only on a connection that is up, and its tracer is told so before
 * anything is written; a call that ends without one was refused, or ran out of time, while it waited for a connection, and nothing of it
 * was or will be sent. A stream that was created may still have sent nothing: this errs on that side.
 */
public final class Departure extends ClientStreamTracer.Factory implements ClientInterceptor {
    private volatile boolean departed;

    /** Returns whether it may have. */
    public boolean departed() {
        return departed;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return next.newCall(method, options.withStreamTracerFactory(this));
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void streamCreated(Attributes transport, Metadata sent) {
                departed = true;
            }
        };
    }
}
