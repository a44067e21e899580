package refute.cli.suite;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import refute.harness.BadInput;

/**
 * The seeds of a scenario as they were written: {@code 7}, {@code 1..20}, {@code 1..5,9}. A range of any size is a value of a few bytes.
 *
 * @param ranges that do not overlap
 */
public record Seeds(List<Range> ranges) {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})(?:\\.\\.([0-9]{1,18}))?");
    private static final String REMEDY = "such as 7, or 1..20, or 1..5,9";

    /** Both ends belong to it. */
    public record Range(long first, long last) {}

    public Seeds {
        ranges = List.copyOf(ranges);
    }

    /** @throws BadInput at this place, with everything that is wrong */
    public static Seeds parse(String where, String text) {
        BadInput.Collector problems = new BadInput.Collector();
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = RANGE.matcher(part.strip());
            if (!matcher.matches()) {
                problems.add(where, "'" + part.strip() + "' is no seed and no range of seeds", REMEDY);
                continue;
            }
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
            if (last < first) {
                problems.add(where, "the range " + part.strip() + " is empty", "the smaller seed comes first");
            } else if (ranges.stream().anyMatch(one -> one.first() <= last && first <= one.last())) {
                problems.add(where, part.strip() + " has seeds that stand there already", "name each once");
            } else {
                ranges.add(new Range(first, last));
            }
        }
        problems.throwIfAny();
        return new Seeds(ranges);
    }

    public BigInteger count() {
        return ranges.stream()
                .map(one -> BigInteger.valueOf(one.last() - one.first() + 1))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    boolean contains(long seed) {
        return ranges.stream().anyMatch(one -> one.first() <= seed && seed <= one.last());
    }

    public LongStream stream() {
        return ranges.stream().flatMapToLong(one -> LongStream.rangeClosed(one.first(), one.last()));
    }
}
