package refute.harness.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import refute.harness.Durations;
import refute.harness.Nearest;
import refute.harness.fault.Cut;
import refute.harness.fault.Fault;
import refute.harness.fault.Impairment;
import refute.harness.fault.Shape;
import refute.harness.fault.Target;
import refute.harness.system.NodeId;
import tools.jackson.databind.node.ObjectNode;

/**
 * Faults as flat JSON that a person can write: {@code {"fault": "partition", "shape": "isolate", "target": "leader", "cut":
 * "stalled"}}. No fault has two targets or draws twice, so that {@code target} and {@code pick} need no nesting.
 */
final class FaultJson {
    private static final Impairment NOTHING = new Impairment.Late(0, 0);
    private static final Map<String, Function<JsonFields, Fault>> FAULTS = faults();
    private static final Map<String, Function<JsonFields, Shape>> SHAPES = shapes();
    private static final Map<String, Function<JsonFields, Impairment>> IMPAIRMENTS = impairments();
    private static final Map<String, LongFunction<Target>> TARGETS = targets();
    private static final Map<String, Cut> CUTS = cuts();

    private FaultJson() {}

    static void write(Fault fault, ObjectNode node) {
        switch (fault) {
            case Fault.Partition partition -> {
                node.put("fault", "partition");
                write(partition.shape(), node);
                node.put("cut", partition.cut().word());
            }
            case Fault.BadLinks links -> {
                node.put("fault", "bad-links");
                write(links.target(), node);
                write(links.impairment(), node);
            }
            case Fault.Kill kill -> write(kill.target(), node.put("fault", "kill"));
            case Fault.Pause pause -> write(pause.target(), node.put("fault", "pause"));
        }
    }

    static Fault read(JsonFields fields) {
        return fields.variant("fault", FAULTS, new Fault.Kill(new Target.All()));
    }

    private static void write(Shape shape, ObjectNode node) {
        switch (shape) {
            case Shape.Isolate isolate -> write(isolate.target(), node.put("shape", "isolate"));
            case Shape.Halves halves -> node.put("shape", "halves");
            case Shape.RandomHalves halves -> node.put("shape", "random-halves").put("pick", halves.pick());
            case Shape.Bridge bridge -> node.put("shape", "bridge").put("pick", bridge.pick());
            case Shape.MajorityRing ring -> node.put("shape", "majority-ring").put("pick", ring.pick());
            case Shape.OneWay oneWay -> write(oneWay.target(), node.put("shape", "one-way"));
            case Shape.ClientSide clientSide -> write(clientSide.target(), node.put("shape", "client-side"));
        }
    }

    private static void write(Target target, ObjectNode node) {
        switch (target) {
            case Target.Named named ->
                node.put("target", named.nodes().stream().map(NodeId::toString).collect(Collectors.joining(",")));
            case Target.Leader leader -> node.put("target", "leader").put("pick", leader.pick());
            case Target.One one -> node.put("target", "one").put("pick", one.pick());
            case Target.Minority minority -> node.put("target", "minority").put("pick", minority.pick());
            case Target.Majority majority -> node.put("target", "majority").put("pick", majority.pick());
            case Target.All all -> node.put("target", "all");
        }
    }

    private static void write(Impairment impairment, ObjectNode node) {
        switch (impairment) {
            case Impairment.Blocked blocked ->
                node.put("impairment", "blocked").put("cut", blocked.cut().word());
            case Impairment.Late late ->
                node.put("impairment", "late")
                        .put("delay", Durations.print(late.delayNanos()))
                        .put("jitter", Durations.print(late.jitterNanos()));
            case Impairment.Narrow narrow ->
                node.put("impairment", "narrow").put("kilobytesPerSecond", narrow.kilobytesPerSecond());
            case Impairment.Sliced sliced ->
                node.put("impairment", "sliced")
                        .put("bytes", sliced.bytes())
                        .put("delay", Durations.print(sliced.delayNanos()));
            case Impairment.Reset reset ->
                node.put("impairment", "reset").put("after", Durations.print(reset.afterNanos()));
            case Impairment.Limited limited -> node.put("impairment", "limited").put("bytes", limited.bytes());
        }
    }

    private static Target target(JsonFields fields) {
        String word = fields.text("target");
        LongFunction<Target> drawn = TARGETS.get(word);
        if (drawn != null) {
            return drawn.apply(pick(fields));
        }
        if (word.isEmpty()) {
            return new Target.All();
        }
        List<NodeId> nodes = new ArrayList<>();
        for (String name : word.split(",", -1)) {
            String node = name.strip();
            if (!node.matches("n[1-9][0-9]{0,3}")) {
                List<String> known = new ArrayList<>(TARGETS.keySet());
                fields.problems()
                        .add(
                                fields.path("target"),
                                "'" + node + "' is neither a node (n1, n2, …) nor one of " + String.join(", ", known),
                                Nearest.to(node, known).isEmpty() ? "" : Nearest.remedy(node, known));
                return new Target.All();
            }
            nodes.add(NodeId.parse(node));
        }
        return new Target.Named(nodes);
    }

    /** What stands for the choice that was drawn; somebody who writes by hand need not care. */
    private static long pick(JsonFields fields) {
        return fields.has("pick") ? fields.whole("pick", Long.MIN_VALUE, Long.MAX_VALUE) : 0;
    }

    private static Map<String, Function<JsonFields, Fault>> faults() {
        Map<String, Function<JsonFields, Fault>> faults = new LinkedHashMap<>();
        faults.put(
                "partition",
                f -> new Fault.Partition(
                        f.variant("shape", SHAPES, new Shape.Halves()), f.choice("cut", CUTS, Cut.STALLED)));
        faults.put("bad-links", f -> new Fault.BadLinks(target(f), f.variant("impairment", IMPAIRMENTS, NOTHING)));
        faults.put("kill", f -> new Fault.Kill(target(f)));
        faults.put("pause", f -> new Fault.Pause(target(f)));
        return faults;
    }

    private static Map<String, Function<JsonFields, Shape>> shapes() {
        Map<String, Function<JsonFields, Shape>> shapes = new LinkedHashMap<>();
        shapes.put("isolate", f -> new Shape.Isolate(target(f)));
        shapes.put("halves", f -> new Shape.Halves());
        shapes.put("random-halves", f -> new Shape.RandomHalves(pick(f)));
        shapes.put("bridge", f -> new Shape.Bridge(pick(f)));
        shapes.put("majority-ring", f -> new Shape.MajorityRing(pick(f)));
        shapes.put("one-way", f -> new Shape.OneWay(target(f)));
        shapes.put("client-side", f -> new Shape.ClientSide(target(f)));
        return shapes;
    }

    private static Map<String, Function<JsonFields, Impairment>> impairments() {
        Map<String, Function<JsonFields, Impairment>> impairments = new LinkedHashMap<>();
        impairments.put("blocked", f -> new Impairment.Blocked(f.choice("cut", CUTS, Cut.STALLED)));
        impairments.put("late", f -> new Impairment.Late(f.nanos("delay"), f.has("jitter") ? f.nanos("jitter") : 0));
        impairments.put("narrow", f -> new Impairment.Narrow(f.whole("kilobytesPerSecond", 0, Integer.MAX_VALUE)));
        impairments.put(
                "sliced", f -> new Impairment.Sliced((int) f.whole("bytes", 1, Integer.MAX_VALUE), f.nanos("delay")));
        impairments.put("reset", f -> new Impairment.Reset(f.nanos("after")));
        impairments.put("limited", f -> new Impairment.Limited(f.whole("bytes", 0, Long.MAX_VALUE)));
        return impairments;
    }

    private static Map<String, LongFunction<Target>> targets() {
        Map<String, LongFunction<Target>> targets = new LinkedHashMap<>();
        targets.put("leader", Target.Leader::new);
        targets.put("one", Target.One::new);
        targets.put("minority", Target.Minority::new);
        targets.put("majority", Target.Majority::new);
        targets.put("all", pick -> new Target.All());
        return targets;
    }

    private static Map<String, Cut> cuts() {
        Map<String, Cut> cuts = new LinkedHashMap<>();
        for (Cut cut : Cut.values()) {
            cuts.put(cut.word(), cut);
        }
        return cuts;
    }
}
