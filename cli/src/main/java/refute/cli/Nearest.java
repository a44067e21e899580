package refute.cli;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Which known names are near a mistyped one, by Levenshtein's distance. */
final class Nearest {
    private static final int SUGGESTIONS_MAX = 3;

    private Nearest() {}

    /** "near it: kill, pause", or all names when none is near and they are few. */
    static String hint(String name, List<String> known) {
        int far = Math.max(2, name.length() / 3);
        List<String> near = known.stream()
                .filter(other -> distance(name, other) <= far || (name.length() > 1 && other.startsWith(name)))
                .sorted(Comparator.comparingInt((String other) -> distance(name, other))
                        .thenComparing(other -> other))
                .limit(SUGGESTIONS_MAX)
                .toList();
        return near.isEmpty()
                ? known.stream().sorted().collect(Collectors.joining(", ", "there are ", ""))
                : "near it: " + String.join(", ", near);
    }

    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
