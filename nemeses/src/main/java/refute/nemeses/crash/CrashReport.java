package refute.nemeses.crash;

import java.util.Optional;

/**
 * What a search has found.
 *
 * @param choices how many ways of losing something were looked at
 * @param images how many different images they led to, each recovered and judged
 * @param complete whether these were all that the model allows
 * @param failure the first that failed, made small
 */
public record CrashReport(long choices, long images, boolean complete, Optional<Failure> failure) {
    /**
     * An image from which the program did not recover as it had promised.
     *
     * @param reason a sentence
     * @param duty what it had promised then
     */
    public record Failure(CrashImage image, String reason, DiskTrace.Duty duty) {}
}
