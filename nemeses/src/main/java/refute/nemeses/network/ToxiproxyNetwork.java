package refute.nemeses.network;

import eu.rekawek.toxiproxy.Proxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network;

/** The links of one run on one running engine. Safe for use by several threads. */
final class ToxiproxyNetwork implements Network {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Engine.Running engine;
    private final Set<String> proxies;
    private final List<Link> links;
    private final HttpClient http;
    private final URI metrics;
    private final Toxics toxics;
    private final Map<String, List<PlacedToxic>> imposed = new LinkedHashMap<>();
    private final Map<String, Set<Way>> impaired = new LinkedHashMap<>();

    ToxiproxyNetwork(Engine.Running engine, List<Link> links, Map<String, Proxy> proxies) {
        this.engine = engine;
        this.links = List.copyOf(links);
        this.proxies = Set.copyOf(proxies.keySet());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(WITHIN)
                .build();
        URI root = URI.create("http://" + engine.api());
        this.metrics = root.resolve("/metrics");
        this.toxics = engine.batches() ? new BatchedToxics(http, root.resolve("/batch")) : new SingleToxics(proxies);
    }

    @Override
    public synchronized void impose(String id, Map<Way, Impairment> impairments) {
        if (imposed.containsKey(id)) {
            throw new IllegalStateException("imposed already: " + id);
        }
        List<PlacedToxic> placed = new ArrayList<>();
        impairments.forEach((way, impairment) -> placed.addAll(place(id, way, Toxic.of(impairment))));
        toxics.add(placed);
        imposed.put(id, placed);
        impaired.put(id, Set.copyOf(impairments.keySet()));
    }

    /** way i→j = { proxy(i,j).upstream, proxy(j,i).downstream } */
    private List<PlacedToxic> place(String id, Way way, Toxic toxic) {
        List<PlacedToxic> placed = new ArrayList<>();
        String there = way.from() + "-" + way.to();
        String back = way.to() + "-" + way.from();
        if (proxies.contains(there)) {
            placed.add(new PlacedToxic(there, true, id + "-up", toxic));
        }
        if (proxies.contains(back)) {
            placed.add(new PlacedToxic(back, false, id + "-down", toxic));
        }
        if (placed.isEmpty()) {
            throw new IllegalArgumentException("no link carries " + way);
        }
        return placed;
    }

    @Override
    public synchronized void lift(String id) {
        List<PlacedToxic> placed = imposed.remove(id);
        impaired.remove(id);
        if (placed != null) {
            toxics.remove(placed);
        }
    }

    @Override
    public synchronized void liftAll() {
        List.copyOf(imposed.keySet()).forEach(this::lift);
    }

    @Override
    public Map<Way, Traffic> traffic() {
        HttpRequest request = HttpRequest.newBuilder(metrics).timeout(WITHIN).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no metrics from the engine: " + answer.statusCode());
            }
            Map<Way, Traffic> counted = Metrics.traffic(answer.body(), links);
            return engine.countsLive() ? counted : Sockets.with(counted, links, impaired());
        } catch (IOException e) {
            throw new UncheckedIOException("the engine does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while traffic was being read", e);
        }
    }

    private synchronized Set<Way> impaired() {
        return impaired.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        http.close();
        engine.close();
    }

    @Override
    public String toString() {
        return links.stream().map(Link::name).collect(Collectors.joining(" "));
    }
}
