package refute.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.Nearest;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Breakpoint;
import refute.harness.world.simulation.Happening;

/**
 * Where {@code --until} and {@code --break} halt a simulated run: before the event of some number, or after the first event that
 * is described: {@code WORD [on NODE] [after TIME]}, such as {@code timer on n2 after 1.5s}; the word {@code any} is every kind.
 */
final class BreakCondition implements Breakpoint {
    private static final String ANY = "any";

    private final long until;
    private final @Nullable Happening what;
    private final int node;
    private final long afterNanos;
    private final boolean describes;
    private boolean met;

    private BreakCondition(long until, boolean describes, @Nullable Happening what, int node, long afterNanos) {
        this.until = until;
        this.describes = describes;
        this.what = what;
        this.node = node;
        this.afterNanos = afterNanos;
    }

    /**
     * @param until the number of the event to halt before, if so
     * @param described what to halt after, if so; whichever comes first
     * @throws BadInput with all that is wrong
     */
    static BreakCondition of(OptionalLong until, @Nullable String described) {
        BadInput.Collector problems = new BadInput.Collector();
        if (until.isPresent() && until.getAsLong() < 1) {
            problems.add("--until", until.getAsLong() + " is no event", "they are numbered from 1");
        }
        BreakCondition condition = described == null
                ? new BreakCondition(until.orElse(Long.MAX_VALUE), false, null, 0, 0)
                : parse(until.orElse(Long.MAX_VALUE), described, problems);
        problems.throwIfAny();
        return condition;
    }

    private static BreakCondition parse(long until, String described, BadInput.Collector problems) {
        List<String> words = List.of(described.strip().split("\\s+"));
        Happening what = null;
        if (!words.getFirst().equals(ANY)) {
            what = Arrays.stream(Happening.values())
                    .filter(one -> word(one).equals(words.getFirst()))
                    .findFirst()
                    .orElse(null);
            if (what == null) {
                problems.add(
                        "--break",
                        "'" + words.getFirst() + "' is no kind of event",
                        Nearest.remedy(words.getFirst(), kinds()) + "; there are " + String.join(", ", kinds()));
            }
        }
        int node = 0;
        long after = 0;
        for (int i = 1; i < words.size(); i += 2) {
            String value = i + 1 < words.size() ? words.get(i + 1) : "";
            try {
                switch (words.get(i)) {
                    case "on" -> node = NodeId.parse(value).number();
                    case "after" -> after = Durations.parseNanos("--break", value);
                    default ->
                        problems.add(
                                "--break", "'" + words.get(i) + "' is not understood", "WORD [on NODE] [after TIME]");
                }
            } catch (IllegalArgumentException e) {
                problems.add("--break", String.valueOf(e.getMessage()), "such as: timer on n2 after 1.5s");
            } catch (BadInput bad) {
                problems.addAll(bad);
            }
        }
        return new BreakCondition(until, true, what, node, after);
    }

    private static String word(Happening happening) {
        return happening.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The words for kinds of events. */
    static List<String> kinds() {
        return java.util.stream.Stream.concat(
                        Arrays.stream(Happening.values()).map(BreakCondition::word), java.util.stream.Stream.of(ANY))
                .toList();
    }

    @Override
    public boolean haltsBefore(long event) {
        return met || event >= until;
    }

    @Override
    public void happened(Happening happening, int its, long nanos) {
        met |= describes && (what == null || what == happening) && (node == 0 || node == its) && nanos >= afterNanos;
    }
}
