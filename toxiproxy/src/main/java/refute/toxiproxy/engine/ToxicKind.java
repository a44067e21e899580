package refute.toxiproxy.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The types of toxic that the API knows, with their attributes in the order in which Toxiproxy writes them. */
@SuppressWarnings("ImmutableEnumChecker") // the lists and functions below are immutable
public enum ToxicKind {
    /** See {@link Effect.Noop}. */
    NOOP("NoopToxic", "", List.of(), v -> new Effect.Noop()),
    /** See {@link Effect.Latency}. */
    LATENCY("LatencyToxic", "int64", List.of("latency", "jitter"), v -> new Effect.Latency(v.get(0), v.get(1))),
    /** See {@link Effect.Bandwidth}. */
    BANDWIDTH("BandwidthToxic", "int64", List.of("rate"), v -> new Effect.Bandwidth(v.get(0))),
    /** See {@link Effect.SlowClose}. */
    SLOW_CLOSE("SlowCloseToxic", "int64", List.of("delay"), v -> new Effect.SlowClose(v.get(0))),
    /** See {@link Effect.Timeout}. */
    TIMEOUT("TimeoutToxic", "int64", List.of("timeout"), v -> new Effect.Timeout(v.get(0))),
    /** See {@link Effect.Slicer}. */
    SLICER(
            "SlicerToxic",
            "int",
            List.of("average_size", "size_variation", "delay"),
            v -> new Effect.Slicer(v.get(0), v.get(1), v.get(2))),
    /** See {@link Effect.LimitData}. */
    LIMIT_DATA("LimitDataToxic", "int64", List.of("bytes"), v -> new Effect.LimitData(v.get(0))),
    /** See {@link Effect.ResetPeer}. */
    RESET_PEER("ResetToxic", "int64", List.of("timeout"), v -> new Effect.ResetPeer(v.get(0)));

    private final String goName;
    private final String goNumber;
    private final List<String> attributes;
    private final Function<List<Long>, Effect> factory;

    ToxicKind(String goName, String goNumber, List<String> attributes, Function<List<Long>, Effect> factory) {
        this.goName = goName;
        this.goNumber = goNumber;
        this.attributes = attributes;
        this.factory = factory;
    }

    /** The name in JSON, such as {@code slow_close}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the Go type; Toxiproxy's error messages show it. */
    public String goName() {
        return goName;
    }

    /** The Go type of the attributes; Toxiproxy's error messages show it. */
    public String goNumber() {
        return goNumber;
    }

    /** The names of the attributes. */
    public List<String> attributes() {
        return attributes;
    }

    /** The effect with these values, one for each attribute. */
    public Effect effect(List<Long> values) {
        if (values.size() != attributes.size()) {
            throw new IllegalArgumentException(label() + " takes " + attributes + ", not " + values);
        }
        return factory.apply(values);
    }

    /** The effect with all attributes zero: what a request that names none of them gets. */
    public Effect blank() {
        return effect(attributes.stream().map(attribute -> 0L).toList());
    }

    /** Reads a name, case by case as written. */
    public static Optional<ToxicKind> parse(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }
}
