package refute.service;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives a broken connection a chance before a request is sent on it. A channel answers requests with its last failure until it is connected again, and pauses
 * between attempts, in the end for minutes: a server that has just come back would look dead to whoever asks once.
 */
public final class Reconnection {
    private Reconnection() {}

    /** If the connection is broken, has it opened at once, and waits until it is, for at most that long. Safe for threads. */
    public static void attempt(ManagedChannel channel, Duration atMost) {
        if (channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE) {
            return;
        }
        CountDownLatch changed = new CountDownLatch(1);
        channel.notifyWhenStateChanged(ConnectivityState.TRANSIENT_FAILURE, changed::countDown);
        channel.resetConnectBackoff();
        try {
            // If it is not in time, the request will say so, with the reason.
            var unused = changed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
