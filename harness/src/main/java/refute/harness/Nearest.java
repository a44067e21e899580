package refute.harness;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which of the known words somebody may have meant. */
public final class Nearest {
    private static final int SUGGESTIONS_MAX = 3;
    /** Longer words are not compared: nobody mistypes them, and the comparison takes quadratic time. */
    private static final int LENGTH_MAX = 64;

    private Nearest() {}

    /** The known words that differ from the given one in few letters, the nearest first; at most {@value #SUGGESTIONS_MAX}. */
    public static List<String> to(String word, Collection<String> known) {
        if (word.length() > LENGTH_MAX) {
            return List.of();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        record Candidate(String word, int distance) {}
        return known.stream()
                .distinct()
                .map(k -> new Candidate(k, distance(lower, k.toLowerCase(Locale.ROOT))))
                .filter(c -> c.distance() <= Math.max(1, Math.min(3, c.word().length() / 3 + 1)))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(SUGGESTIONS_MAX)
                .map(Candidate::word)
                .toList();
    }

    /** What to do about an unknown word: "did you mean x?", or else the list of those that are known. */
    public static String remedy(String word, Collection<String> known) {
        List<String> near = to(word, known);
        return near.isEmpty()
                ? "known: " + known.stream().distinct().collect(Collectors.joining(", "))
                : "did you mean " + String.join(" or ", near) + "?";
    }

    /** The least number of letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
