package refute.toxiproxy.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * All proxies, and the threads that carry their bytes. Not safe for use by many threads: the HTTP interface calls it under
 * one lock. Data flows on meanwhile.
 */
public final class Engine implements AutoCloseable {

    private static final int LOOPS_MAX = 4;

    private final Seed seed;
    private final Loops loops;
    private final Traffic traffic = new Traffic();
    private final SequencedMap<String, Proxy> proxies = new TreeMap<>();
    private long lastToxicId;

    /** Starts the loops. */
    public Engine(Seed seed) {
        this.seed = seed;
        this.loops = new Loops(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, LOOPS_MAX));
    }

    Seed seed() {
        return seed;
    }

    Loops loops() {
        return loops;
    }

    /** What flowed through. */
    public Traffic traffic() {
        return traffic;
    }

    /** All proxies by name. */
    public Collection<Proxy> proxies() {
        return List.copyOf(proxies.values());
    }

    /** The proxy of that name. */
    public Optional<Proxy> find(String name) {
        return Optional.ofNullable(proxies.get(name));
    }

    /** The proxy of that name, or a refusal. */
    public Proxy get(String name) throws Refusal {
        return find(name).orElseThrow(Refusal::noSuchProxy);
    }

    /** Adds a proxy. If it is to be enabled and cannot listen, there is no such proxy afterwards. */
    public Proxy add(String name, String listen, String upstream, boolean enabled) throws Refusal {
        if (proxies.containsKey(name)) {
            throw Refusal.proxyExists();
        }
        return start(new Proxy(this, name, listen, upstream), enabled);
    }

    /**
     * Adds a proxy, or leaves one of that name with the same settings alone (toxics, connections and whether it is enabled
     * included), or puts a new one in its place.
     */
    public Proxy addOrReplace(String name, String listen, String upstream, boolean enabled) throws Refusal {
        Proxy existing = proxies.get(name);
        if (existing != null) {
            if (!existing.differs(listen, upstream)) {
                return existing;
            }
            existing.disable();
        }
        return start(new Proxy(this, name, listen, upstream), enabled);
    }

    private Proxy start(Proxy proxy, boolean enabled) throws Refusal {
        if (enabled) {
            proxy.enable();
        }
        proxies.put(proxy.name(), proxy);
        return proxy;
    }

    /** Removes a proxy and closes its connections. */
    public void remove(String name) throws Refusal {
        get(name).disable();
        proxies.remove(name);
    }

    /** Enables every proxy and removes all toxics, one proxy after the other; stops at the first that cannot listen. */
    public void reset() throws Refusal {
        for (Proxy proxy : proxies.values()) {
            proxy.enable();
            Plan plan = plan();
            plan.clear(proxy);
            apply(plan);
        }
    }

    /** A plan of changes, empty at first. */
    public Plan plan() {
        return new Plan(this);
    }

    long nextToxicId() {
        return ++lastToxicId;
    }

    /**
     * Makes the changes of the plan and returns when every connection follows them. Each loop makes all of them in one go,
     * between two reads; the loops do so at about the same time, not at the same instant.
     */
    public void apply(Plan plan) {
        Map<Proxy, Chains> changed = plan.changed();
        if (!changed.isEmpty()) {
            changed.forEach(Proxy::publish);
            loops.onEach((loop, now) -> changed.keySet().forEach(proxy -> proxy.follow(loop, now)));
        }
    }

    /** Closes all proxies and ends the threads. */
    @Override
    public void close() {
        proxies.values().forEach(Proxy::disable);
        proxies.clear();
        loops.close();
    }
}
