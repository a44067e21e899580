package refute.toxiproxy.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A named proxy: where it listens, where it leads, whether it is enabled, and its toxics. Guarded by the caller's lock,
 * except that the links read the toxics when they please.
 */
public final class Proxy {

    private final String name;
    private final Engine engine;
    private final Seed seed;
    private final AtomicLong accepted = new AtomicLong();
    private String listen;
    private String upstream;
    private @Nullable Listener listener;
    private volatile Chains chains = Chains.NONE;

    Proxy(Engine engine, String name, String listen, String upstream) {
        this.engine = engine;
        this.name = name;
        this.listen = listen;
        this.upstream = upstream;
        this.seed = engine.seed().of(name);
    }

    /** The unique name. */
    public String name() {
        return name;
    }

    /** Where it listens: as given until it was enabled for the first time, the bound address from then on. */
    public String listen() {
        return listen;
    }

    /** Where it leads, as given. */
    public String upstream() {
        return upstream;
    }

    /** Whether it listens now. */
    public boolean enabled() {
        return listener != null;
    }

    /** All toxics, those of the upstream direction first, in the order in which data meets them. */
    public List<Toxic> toxics() {
        return chains.all();
    }

    /** The toxic of that name. */
    public Optional<Toxic> toxic(String toxicName) {
        return chains.find(toxicName);
    }

    /** Starts to listen; does nothing if it does already. */
    public void enable() throws Refusal {
        if (listener == null) {
            Listener.Owner owner = new Listener.Owner(name, upstream, () -> chains, this::nextSeed);
            listener = Listener.open(listen, owner, engine.loops(), engine.traffic());
            listen = listener.address();
        }
    }

    private Seed nextSeed() {
        return seed.of(accepted.getAndIncrement());
    }

    /** Stops listening and closes all connections. The toxics stay. */
    public void disable() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    /** Whether these settings are others than the proxy has; "localhost:80" equals the address that it resolves to. */
    public boolean differs(String otherListen, String otherUpstream) throws Refusal {
        return !HostPort.resolvedText(otherListen).equals(listen) || !otherUpstream.equals(upstream);
    }

    /**
     * Takes new settings. If listen or upstream differ, the proxy is restarted and its connections end; a proxy that cannot
     * start again stays disabled.
     */
    public void update(String newListen, String newUpstream, boolean newEnabled) throws Refusal {
        if (differs(newListen, newUpstream)) {
            disable();
            listen = newListen;
            upstream = newUpstream;
        }
        if (newEnabled) {
            enable();
        } else {
            disable();
        }
    }

    Chains chains() {
        return chains;
    }

    /** Makes the chains known to new connections; {@link Engine} makes the others follow. */
    void publish(Chains newChains) {
        chains = newChains;
    }

    void follow(Loop loop, long now) {
        Listener current = listener;
        if (current != null) {
            current.follow(loop, now);
        }
    }
}
