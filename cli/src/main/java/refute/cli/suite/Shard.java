package refute.cli.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import refute.harness.BadInput;

/**
 * A part of a suite that one machine runs.
 *
 * @param number which one, from 1
 * @param of how many; at most {@value #SHARDS_MAX}
 */
public record Shard(int number, int of) {
    /** All of it. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final int SHARDS_MAX = 1000;
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

    /** @throws BadInput at this place if the text is none: {@code 2/4} */
    public static Shard parse(String where, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new BadInput(where, "'" + text + "' is no shard", "such as 2/4, the second of four");
        }
        int number = Integer.parseInt(matcher.group(1));
        int of = Integer.parseInt(matcher.group(2));
        if (of < 1 || of > SHARDS_MAX) {
            throw new BadInput(where, of + " shards are not 1 to " + SHARDS_MAX, "");
        }
        if (number < 1 || number > of) {
            throw new BadInput(
                    where, "there is no shard " + number + " of " + of, "they are 1/" + of + " to " + of + "/" + of);
        }
        return new Shard(number, of);
    }

    /**
     * The cells of this shard, in their order. Each cell is in exactly one shard, if all are given the same cells and the same
     * expectation.
     *
     * <p>The longest first, each to the shard that has least to do so far (Graham, "Bounds on multiprocessing timing anomalies", SIAM J.
     * Appl. Math. 17, 1969, section 5): the shard that ends last takes at most 4/3 of what is possible.
     *
     * @param seconds how long a cell is expected to take; positive
     */
    public List<Cell> share(List<Cell> cells, ToDoubleFunction<Cell> seconds) {
        double[] expected = cells.stream().mapToDouble(seconds).toArray();
        List<Integer> longestFirst = IntStream.range(0, cells.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer at) -> -expected[at])
                        .thenComparing(at -> at))
                .toList();
        double[] load = new double[of];
        List<Integer> mine = new ArrayList<>();
        for (int at : longestFirst) {
            int least = 0;
            for (int shard = 1; shard < of; shard++) {
                least = load[shard] < load[least] ? shard : least;
            }
            load[least] += expected[at];
            if (least == number - 1) {
                mine.add(at);
            }
        }
        return mine.stream().sorted().map(cells::get).toList();
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
