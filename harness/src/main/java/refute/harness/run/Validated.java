package refute.harness.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import refute.harness.fault.Effect;
import refute.harness.fault.FaultInjector.Injection;
import refute.harness.system.NodeId;

/** What a fault injector answers, checked: all that is wrong with it at once. */
final class Validated {
    private Validated() {}

    @SuppressWarnings("ConstantValue")
    static Injection injection(@Nullable Injection injection, List<NodeId> nodes) {
        if (injection == null) {
            throw new HarnessFailure("the fault injector", List.of("it answered null instead of an injection"));
        }
        List<String> problems = new ArrayList<>();
        if (blank(injection.description())) {
            problems.add("the injection has no description");
        }
        List<NodeId> targets = injection.targets();
        if (targets == null) {
            problems.add("the targets are null");
        } else if (!nodes.containsAll(targets)) {
            problems.add("the targets " + targets + " are not all among " + nodes);
        }
        if (!problems.isEmpty()) {
            throw new HarnessFailure("the fault injector", problems);
        }
        return injection;
    }

    static Effect effect(@Nullable Effect effect) {
        if (effect == null || blank(effect.text())) {
            throw new HarnessFailure("the fault injector", List.of("a heal tells no effect"));
        }
        return effect;
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
