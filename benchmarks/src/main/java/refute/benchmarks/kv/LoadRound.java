package refute.benchmarks.kv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.workloads.register.RegisterClient;

/**
 * So many clients, each with one operation open at a time, for so long.
 *
 * @param operation what they do
 * @param clients how many there are
 * @param time how long they go on
 */
record LoadRound(Operation operation, int clients, Duration time) {
    private static final int KEYS = 1000;
    private static final String VALUE = "v".repeat(1023);
    private static final long HIGHEST_NANOS = 60_000_000_000L;

    /** What a client does. */
    enum Operation {
        PUT,
        GET
    }

    /**
     * What was measured.
     *
     * @param nanos of the operations that ended well
     * @param failed how many did not
     * @param seconds how long it took
     */
    record Measured(Histogram nanos, long failed, double seconds) {
        double perSecond() {
            return nanos.getTotalCount() / seconds;
        }

        double millisAt(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }

        Measured plus(Measured other) {
            Histogram both = nanos.copy();
            both.add(other.nanos);
            return new Measured(both, failed + other.failed, seconds + other.seconds);
        }
    }

    /** Runs it. Clients connect, and do one operation each, before the time begins. */
    Measured run(Group group) throws InterruptedException {
        List<RegisterClient> connected = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                RegisterClient client = group.client();
                connected.add(client);
                once(client, i);
            }
            long start = System.nanoTime();
            List<Future<Measured>> parts = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int number = i;
                parts.add(threads.submit(() -> repeat(connected.get(number), number, start + time.toNanos())));
            }
            Measured all = new Measured(new Histogram(HIGHEST_NANOS, 3), 0, 0);
            for (Future<Measured> part : parts) {
                all = all.plus(get(part));
            }
            return new Measured(all.nanos(), all.failed(), (System.nanoTime() - start) / 1e9);
        } finally {
            connected.forEach(RegisterClient::close);
        }
    }

    private Measured repeat(RegisterClient client, int number, long end) {
        Histogram nanos = new Histogram(HIGHEST_NANOS, 3);
        long failed = 0;
        long begun = System.nanoTime();
        for (int i = 0; begun - end < 0; i++) {
            boolean well = once(client, number + i * clients);
            long ended = System.nanoTime();
            if (well) {
                nanos.recordValue(Math.min(ended - begun, HIGHEST_NANOS));
            } else {
                failed++;
            }
            begun = ended;
        }
        return new Measured(nanos, failed, 0);
    }

    private boolean once(RegisterClient client, int number) {
        Value key = Value.of(Math.floorMod(number, KEYS));
        Reply reply = switch (operation) {
            case PUT -> client.write(key, Value.of(VALUE)).toCompletableFuture().join();
            case GET -> client.read(key).toCompletableFuture().join();
        };
        return reply instanceof Reply.Ok;
    }

    private static Measured get(Future<Measured> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e.getCause());
        }
    }
}
