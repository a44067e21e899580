package refute.nemeses.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.world.LinkProxies;
import refute.harness.world.Network;

/** A Toxiproxy proxy on every directed link, made with the {@code toxiproxy-java} client on either engine. */
public final class ToxiproxyLinks implements LinkProxies {
    private final Engine engine;

    private ToxiproxyLinks(Engine engine) {
        this.engine = engine;
    }

    /** On the engine inside this process: needs nothing installed, is seeded, and changes many links at once. */
    public static ToxiproxyLinks builtIn() {
        return new ToxiproxyLinks(new Engine.BuiltIn());
    }

    /**
     * On the real Toxiproxy of this machine.
     *
     * @throws BadInput if there is none, with how to get it
     */
    public static ToxiproxyLinks real() {
        return new ToxiproxyLinks(Engine.Real.found());
    }

    /** On this program. */
    public static ToxiproxyLinks real(Path program) {
        return new ToxiproxyLinks(new Engine.Real(program));
    }

    /**
     * By the name of the engine on the command line.
     *
     * @throws BadInput if there is no such engine, here or at all
     */
    public static ToxiproxyLinks named(String name) {
        return switch (name) {
            case "builtin" -> builtIn();
            case "toxiproxy" -> real();
            default -> throw new BadInput("--proxy " + name, "no such engine", "builtin or toxiproxy");
        };
    }

    /** Where this machine has a real Toxiproxy, for {@code doctor}. */
    public static Optional<Path> realProgram() {
        return Engine.Real.find();
    }

    @Override
    public String engine() {
        return engine.name();
    }

    @Override
    public Network open(String runId, List<Link> links, Seed seed) {
        if (links.isEmpty()) {
            throw new IllegalArgumentException("a network has links");
        }
        // The addresses of the links are the run's own, so its engine's interface there meets no other run's.
        Engine.Running running = engine.start(links.getFirst().listen().host(), seed);
        try {
            ToxiproxyClient client =
                    new ToxiproxyClient(running.api().host(), running.api().port());
            Map<String, Proxy> proxies = new LinkedHashMap<>();
            for (Link link : links) {
                proxies.put(
                        link.name(),
                        client.createProxy(
                                link.name(),
                                link.listen().toString(),
                                link.upstream().toString()));
            }
            return network(running, links, proxies);
        } catch (IOException e) {
            running.close();
            throw new UncheckedIOException("the proxies of run " + runId + " cannot be opened", e);
        } catch (RuntimeException | Error e) {
            running.close();
            throw e;
        }
    }

    private static Network network(Engine.Running running, List<Link> links, Map<String, Proxy> proxies) {
        HttpClient http = EngineMeter.client();
        URI batch = URI.create("http://" + running.api() + "/batch");
        Toxics toxics = running.batches() ? new BatchedToxics(http, batch) : new SingleToxics(proxies);
        EngineMeter counters = new EngineMeter(http, running.api(), links);
        return new ToxiproxyNetwork(
                links,
                toxics,
                impaired -> running.countsLive() ? counters.get() : Sockets.with(counters.get(), links, impaired),
                () -> {
                    http.close();
                    running.close();
                });
    }
}
