package refute.toxiproxy.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Changes of toxics that have been checked, each against the state that those before it leave, but not made:
 * {@link Engine#apply} makes them. A plan that is dropped changes nothing.
 */
public final class Plan {

    private final Engine engine;
    private final SequencedMap<Proxy, Chains> changed = new LinkedHashMap<>();

    Plan(Engine engine) {
        this.engine = engine;
    }

    /** The toxic of that name as the plan would leave it. */
    public Optional<Toxic> find(Proxy proxy, String name) {
        return chains(proxy).find(name);
    }

    /** Appends a toxic to the chain of its direction; refuses a name that is taken. */
    public Toxic add(Proxy proxy, String name, ToxicKind kind, String stream, float toxicity, Effect effect)
            throws Refusal {
        if (find(proxy, name).isPresent()) {
            throw Refusal.toxicExists();
        }
        Toxic toxic = new Toxic(engine.nextToxicId(), 0, name, kind, stream, toxicity, effect);
        changed.put(proxy, chains(proxy).plus(toxic));
        return toxic;
    }

    /** Gives a toxic, which {@link #find} found, new settings. */
    public Toxic update(Proxy proxy, Toxic toxic, float toxicity, Effect effect) {
        Toxic updated = toxic.changed(toxicity, effect);
        changed.put(proxy, chains(proxy).replaced(updated));
        return updated;
    }

    /** Removes the toxic of that name. */
    public void remove(Proxy proxy, String name) throws Refusal {
        Toxic toxic = find(proxy, name).orElseThrow(Refusal::noSuchToxic);
        changed.put(proxy, chains(proxy).minus(toxic));
    }

    /** Removes all toxics of the proxy; none is fine, too. */
    public void clear(Proxy proxy) {
        changed.put(proxy, Chains.NONE);
    }

    private Chains chains(Proxy proxy) {
        return changed.getOrDefault(proxy, proxy.chains());
    }

    Map<Proxy, Chains> changed() {
        return changed;
    }
}
