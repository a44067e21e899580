package refute.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.Nearest;
import refute.harness.check.Budget;
import refute.specs.model.FailedCas;

/** How {@code check} reads and judges. */
final class CheckOptions {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,6})([kmg])", Pattern.CASE_INSENSITIVE);

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "what is correct (refute list models); the default fits the functions of the history, if one does")
    @Nullable
    String model;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "refute, notation, jepsen-edn, jepsen-log or porcupine-kv; the default is what it looks like")
    @Nullable
    String format;

    @Option(
            names = "--initial",
            paramLabel = "VALUE",
            description = "the state before the first operation, as EDN (default: nil, empty, 0)")
    @Nullable
    String initial;

    @Option(names = "--independent", description = "values are [key value]: judge each key by itself")
    boolean independent;

    @Option(
            names = "--failed-cas",
            paramLabel = "WHAT",
            description = "what a failed compare-and-set says: nothing, or observation of another value (default:"
                    + " ${DEFAULT-VALUE})")
    String failedCas = "nothing";

    @Option(
            names = "--budget",
            paramLabel = "DURATION",
            description = "how long one check may take; past it the answer is unknown (default: ${DEFAULT-VALUE})")
    String time = "60s";

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "how much memory one check may use, such as 2g (default: half of the heap)")
    @Nullable
    String memory;

    /** @throws BadInput if one of the options makes no sense */
    Budget budget() {
        var duration = Durations.parse("--budget", time);
        if (duration.isZero()) {
            throw new BadInput("--budget", "a budget of zero cannot judge anything", "such as 60s");
        }
        Budget budget = Budget.standard().withTime(duration);
        return memory == null ? budget : budget.withMemory(bytes(memory));
    }

    FailedCas failedCas() {
        for (FailedCas one : FailedCas.values()) {
            if (one.word().equals(failedCas)) {
                return one;
            }
        }
        throw new BadInput(
                "--failed-cas",
                "'" + failedCas + "' is no convention",
                Nearest.remedy(failedCas, List.of("nothing", "observation")));
    }

    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new BadInput("--memory", "'" + text + "' is no size", "such as 512m or 2g");
        }
        int shift = switch (matcher.group(2).toLowerCase(java.util.Locale.ROOT)) {
            case "k" -> 10;
            case "m" -> 20;
            default -> 30;
        };
        return Long.parseLong(matcher.group(1)) << shift;
    }
}
