package refute.harness.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import refute.harness.fault.InjectedFault;
import refute.harness.history.Value;

/**
 * Whether what was injected had any effect. A nemesis none of whose faults bit has tested nothing, and so has one that came to
 * inject nothing: unknown. Single faults without effect among others of their nemesis that bit are named, no more: a cut of
 * links on which nobody wanted to speak just then is no reason to throw the run away.
 *
 * @param planned how many faults the schedule has
 */
record FaultsBite(int planned) implements Checker {
    @Override
    public String name() {
        return "faults";
    }

    @Override
    public String description() {
        return "the faults that were injected had a measurable effect";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        Map<String, List<InjectedFault>> byNemesis = new LinkedHashMap<>();
        for (InjectedFault fault : evidence.faults()) {
            byNemesis
                    .computeIfAbsent(fault.planned().nemesis(), name -> new ArrayList<>())
                    .add(fault);
        }
        List<String> toothless = new ArrayList<>();
        List<String> without = new ArrayList<>();
        byNemesis.forEach((nemesis, faults) -> {
            List<String> idle = faults.stream()
                    .filter(fault -> !fault.effect().bit())
                    .map(fault -> fault.planned().id() + " (" + fault.description() + ")")
                    .toList();
            (idle.size() == faults.size() ? toothless : without).addAll(idle);
        });
        return result(evidence.faults().size(), toothless, without)
                .with("injected", Value.of(evidence.faults().size()));
    }

    private CheckResult result(int injected, List<String> toothless, List<String> without) {
        if (injected == 0) {
            return planned == 0
                    ? CheckResult.valid(name(), "nothing was to go wrong")
                    : CheckResult.unknown(name(), "none of the " + planned + " planned faults was injected");
        }
        if (!toothless.isEmpty()) {
            return CheckResult.unknown(name(), "no measurable effect: " + String.join("; ", toothless));
        }
        return CheckResult.valid(
                name(),
                without.isEmpty()
                        ? "all " + injected + " faults had an effect"
                        : (injected - without.size()) + " of " + injected + " faults had an effect; none had: "
                                + String.join("; ", without));
    }
}
