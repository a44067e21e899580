package refute.harness.world.node;

import java.util.regex.Pattern;

/**
 * Which log lines tell of trouble that is a finding by itself.
 *
 * <p>Patterns are for what only a defect prints. Bare "corrupt" is not among them: etcd names its corruption check in every
 * start's configuration.
 */
final class Alarms {
    private static final Pattern TROUBLE = Pattern.compile(
            "^panic: |^fatal error: |\"level\":\"(d?panic|fatal)\"|^\\S+ \\S+ [CF] \\| |DATA RACE|data race"
                    + "|\\bcorrupted\\b|data corruption|data inconsistency|(crc|checksum) mismatch"
                    + "|SIGSEGV|Segmentation fault|AddressSanitizer|^thread '.*' panicked|Exception in thread",
            Pattern.CASE_INSENSITIVE);

    private Alarms() {}

    static boolean tellsOfTrouble(String line) {
        return TROUBLE.matcher(line).find();
    }
}
