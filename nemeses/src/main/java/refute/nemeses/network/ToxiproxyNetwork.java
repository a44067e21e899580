package refute.nemeses.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network;

/** The links of one run, on whichever engines carry them. Safe for use by several threads. */
final class ToxiproxyNetwork implements Network {
    private final List<Link> links;
    private final Set<String> proxies;
    private final Toxics toxics;
    private final Function<Set<Way>, Map<Way, Traffic>> meter;
    private final Runnable ending;
    private final Map<String, List<PlacedToxic>> imposed = new LinkedHashMap<>();
    private final Map<String, Set<Way>> impaired = new LinkedHashMap<>();

    /**
     * @param toxics puts toxics on the links' proxies
     * @param meter reads their traffic, given the ways that are impaired
     * @param ending frees what the network holds
     */
    ToxiproxyNetwork(List<Link> links, Toxics toxics, Function<Set<Way>, Map<Way, Traffic>> meter, Runnable ending) {
        this.links = List.copyOf(links);
        this.proxies = links.stream().map(Link::name).collect(Collectors.toUnmodifiableSet());
        this.toxics = toxics;
        this.meter = meter;
        this.ending = ending;
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
        return meter.apply(impaired());
    }

    private synchronized Set<Way> impaired() {
        return impaired.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        ending.run();
    }

    @Override
    public String toString() {
        return links.stream().map(Link::name).collect(Collectors.joining(" "));
    }
}
