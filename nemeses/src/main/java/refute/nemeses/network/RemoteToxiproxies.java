package refute.nemeses.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import refute.harness.fault.Way;
import refute.harness.world.EngineLinks;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network;
import refute.harness.world.Network.Traffic;

/**
 * Proxies on several Toxiproxies that somebody else runs, made with the {@code toxiproxy-java} client. Engines are spoken to all
 * at once.
 */
public final class RemoteToxiproxies implements EngineLinks {
    private static final int ANSWER_POLLS_MAX = 1000;
    private static final long POLL_NANOS = 10_000_000;

    @Override
    public Network open(List<Engine> engines) {
        Map<String, Proxy> proxies = new LinkedHashMap<>();
        each(engines, RemoteToxiproxies::populate).forEach(proxies::putAll);
        HttpClient http = EngineMeter.client();
        List<Link> links =
                engines.stream().flatMap(engine -> engine.links().stream()).toList();
        NeverFalling meter = new NeverFalling(() -> traffic(engines, http));
        return new ToxiproxyNetwork(links, new SingleToxics(proxies), impaired -> meter.get(), http::close);
    }

    private static Map<String, Proxy> populate(Engine engine) {
        ToxiproxyClient client =
                new ToxiproxyClient(engine.api().host(), engine.api().port());
        awaitAnswer(client, engine);
        Map<String, Proxy> proxies = new LinkedHashMap<>();
        try {
            for (Link link : engine.links()) {
                String listen = link.listen().toString();
                proxies.put(
                        link.name(),
                        client.createProxy(link.name(), listen, link.upstream().toString()));
            }
            return proxies;
        } catch (IOException e) {
            throw new IllegalStateException("the Toxiproxy at " + engine.api() + " refused a proxy", e);
        }
    }

    private static void awaitAnswer(ToxiproxyClient client, Engine engine) {
        Optional<IOException> failure = Optional.empty();
        for (int i = 0; i < ANSWER_POLLS_MAX; i++) {
            try {
                client.version();
                return;
            } catch (IOException e) {
                // Not yet: it tells nobody when it listens.
                failure = Optional.of(e);
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        throw new IllegalStateException("no Toxiproxy answers at " + engine.api(), failure.orElseThrow());
    }

    /** What the engines counted on connections that ended, and what the world sees on those that are open. */
    private static Map<Way, Traffic> traffic(List<Engine> engines, HttpClient http) {
        Map<Way, Traffic> sum = new LinkedHashMap<>();
        each(
                        engines,
                        engine -> Stream.of(
                                new EngineMeter(http, engine.api(), engine.links()).get(),
                                engine.openConnections().get()))
                .stream()
                .flatMap(both -> both)
                .forEach(part -> part.forEach((way, more) -> sum.merge(way, more, Metrics::sum)));
        return sum;
    }

    private interface Task<T> {
        T of(Engine engine);
    }

    private static <T> List<T> each(List<Engine> engines, Task<T> task) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> results = engines.stream()
                    .map(engine -> CompletableFuture.supplyAsync(() -> task.of(engine), threads))
                    .toList();
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Figures that never fall: between the moment when a connection ends and that when the engine counts it, its bytes are in
     * neither part of the sum.
     */
    private static final class NeverFalling implements Supplier<Map<Way, Traffic>> {
        private final Supplier<Map<Way, Traffic>> figures;
        private final Map<Way, Traffic> highest = new LinkedHashMap<>();

        NeverFalling(Supplier<Map<Way, Traffic>> figures) {
            this.figures = figures;
        }

        @Override
        public synchronized Map<Way, Traffic> get() {
            figures.get().forEach((way, now) -> highest.merge(way, now, NeverFalling::highest));
            return new LinkedHashMap<>(highest);
        }

        private static Traffic highest(Traffic before, Traffic now) {
            return new Traffic(
                    Math.max(before.bytesIn(), now.bytesIn()),
                    Math.max(before.bytesOut(), now.bytesOut()),
                    now.connections());
        }
    }
}
