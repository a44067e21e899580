package refute.toxiproxy.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The toxics of a proxy, by direction, each in the order in which data meets them. Immutable. */
record Chains(List<Toxic> upstream, List<Toxic> downstream) {

    static final Chains NONE = new Chains(List.of(), List.of());

    Chains {
        upstream = List.copyOf(upstream);
        downstream = List.copyOf(downstream);
    }

    List<Toxic> of(Direction direction) {
        return switch (direction) {
            case UPSTREAM -> upstream;
            case DOWNSTREAM -> downstream;
        };
    }

    /** All toxics in the order in which the API lists them. */
    List<Toxic> all() {
        return Stream.concat(upstream.stream(), downstream.stream()).toList();
    }

    Optional<Toxic> find(String name) {
        return all().stream().filter(toxic -> toxic.name().equals(name)).findFirst();
    }

    Chains plus(Toxic toxic) {
        List<Toxic> longer = new ArrayList<>(of(toxic.direction()));
        longer.add(toxic);
        return with(toxic.direction(), longer);
    }

    Chains minus(Toxic toxic) {
        return with(
                toxic.direction(),
                of(toxic.direction()).stream()
                        .filter(other -> other.id() != toxic.id())
                        .toList());
    }

    Chains replaced(Toxic toxic) {
        return with(
                toxic.direction(),
                of(toxic.direction()).stream()
                        .map(other -> other.id() == toxic.id() ? toxic : other)
                        .toList());
    }

    private Chains with(Direction direction, List<Toxic> chain) {
        return switch (direction) {
            case UPSTREAM -> new Chains(chain, downstream);
            case DOWNSTREAM -> new Chains(upstream, chain);
        };
    }
}
