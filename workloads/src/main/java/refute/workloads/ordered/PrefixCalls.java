package refute.workloads.ordered;

import java.util.Locale;
import refute.harness.Seed;
import refute.harness.generator.Call;
import refute.harness.generator.Context;
import refute.harness.generator.Generator;
import refute.harness.generator.Generators;

/**
 * Keys that are put once, in no order and not durably, flushes now and then, and ever more rarely a scan; besides them other keys that come and go, so that
 * pages are split and merged, and the log is used again.
 */
final class PrefixCalls {
    private static final String JUDGED = "p/";
    private static final String JUDGED_END = "p0";
    private static final int OTHERS = 200;
    private static final int SCAN_ONE_IN_AT_FIRST = 40;
    /** Later one in as many as make a scan cost so many keys a call. */
    private static final int SCANNED_PER_CALL = 10;

    private PrefixCalls() {}

    static Generator operations() {
        return Generators.calls(PrefixCalls::call).onClients();
    }

    private static Call call(Context context, long n) {
        Seed seed = context.seed().substream(n);
        if (seed.at(0, (int) Math.max(SCAN_ONE_IN_AT_FIRST, n / SCANNED_PER_CALL)) == 0) {
            return SortedMapCalls.scan(JUDGED, JUDGED_END, seed.at(1, 2) == 0);
        }
        String other = "q/" + seed.at(2, OTHERS);
        return switch (seed.at(3, 20)) {
            case 0 -> Call.of("flush");
            case 1, 2, 3, 4 -> SortedMapCalls.put(other, n);
            case 5, 6, 7 -> SortedMapCalls.remove(other);
            default -> SortedMapCalls.put(key(n), n);
        };
    }

    /** Different for each number, and far from that of the next. */
    private static String key(long n) {
        return JUDGED + String.format(Locale.ROOT, "%08x", Integer.reverse((int) n));
    }

    static Generator finalOperations() {
        return MapWorkload.ending(Generators.of(SortedMapCalls.scan(JUDGED, JUDGED_END, false)));
    }
}
