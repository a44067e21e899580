package refute.harness;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them, on the command line and in files: {@code 60s}, {@code 1m30s}, {@code 500ms}.
 *
 * <p>Units are {@code h}, {@code m}, {@code s}, {@code ms}, {@code us} (or {@code µs}) and {@code ns}, the greater first, each
 * with a number that may have decimals. A number without a unit is refused: nobody knows what it means. At most some 292 years,
 * exact to the nanosecond; {@link #parse} reads back what {@link #print} writes.
 */
public final class Durations {
    private static final long SECOND = 1_000_000_000L;
    private static final Pattern PART = Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?)(h|ms|m|s|us|µs|ns)");
    private static final List<String> ORDER = List.of("h", "m", "s", "ms", "us", "ns");

    private Durations() {}

    /**
     * The duration that the text says.
     *
     * @param where what to call the text in the message: the option or the key
     * @throws BadInput if it says none
     */
    public static Duration parse(String where, String text) {
        return Duration.ofNanos(parseNanos(where, text));
    }

    /** As {@link #parse}, in nanoseconds. */
    public static long parseNanos(String where, String text) {
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        int at = 0;
        int unitsUsed = 0;
        while (at < text.length()) {
            part.region(at, text.length());
            if (!part.lookingAt()) {
                throw notOne(where, text);
            }
            String unit = part.group(2).equals("µs") ? "us" : part.group(2);
            int rank = ORDER.indexOf(unit) + 1;
            if (rank <= unitsUsed) {
                throw notOne(where, text);
            }
            unitsUsed = rank;
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(unit))));
            at = part.end();
        }
        if (text.isEmpty()) {
            throw notOne(where, text);
        }
        nanos = nanos.setScale(0, RoundingMode.HALF_UP);
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new BadInput(where, "'" + text + "' is longer than 292 years", "");
        }
        return nanos.longValueExact();
    }

    /** The shortest exact way to write it: {@code 1m30s}, {@code 1.204s}, {@code 500ms}. */
    public static String print(Duration duration) {
        return print(duration.toNanos());
    }

    /** As {@link #print(Duration)}; a negative number gets a minus sign, which {@link #parse} refuses. */
    public static String print(long nanos) {
        if (nanos < 0) {
            return "-" + (nanos == Long.MIN_VALUE ? print(Long.MAX_VALUE) : print(-nanos));
        }
        if (nanos == 0) {
            return "0s";
        }
        if (nanos < SECOND) {
            String unit = nanos >= 1_000_000 ? "ms" : nanos >= 1000 ? "us" : "ns";
            return decimal(nanos, nanosOf(unit)) + unit;
        }
        StringBuilder text = new StringBuilder();
        long hours = nanos / nanosOf("h");
        long minutes = nanos / nanosOf("m") % 60;
        long rest = nanos % nanosOf("m");
        if (hours > 0) {
            text.append(hours).append('h');
        }
        if (minutes > 0) {
            text.append(minutes).append('m');
        }
        if (rest > 0) {
            text.append(decimal(rest, SECOND)).append('s');
        }
        return text.toString();
    }

    private static String decimal(long nanos, long unit) {
        return BigDecimal.valueOf(nanos)
                .divide(BigDecimal.valueOf(unit))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "h" -> 3600 * SECOND;
            case "m" -> 60 * SECOND;
            case "s" -> SECOND;
            case "ms" -> 1_000_000;
            case "us" -> 1000;
            default -> 1;
        };
    }

    private static BadInput notOne(String where, String text) {
        String shown = text.length() <= 60 ? text : text.substring(0, 60) + "…";
        return new BadInput(
                where, "'" + shown + "' is not a duration", "write a number with its unit, such as 60s, 1m30s, 500ms");
    }
}
