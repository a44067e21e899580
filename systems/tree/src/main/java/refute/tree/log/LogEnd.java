package refute.tree.log;

import java.util.List;

/**
 * Where a log ends, and of what it consists.
 *
 * @param place of its end
 * @param nextSequence a number of a segment that was never used
 * @param slots how many the file has
 * @param segments those that the log consists of, in its order
 */
public record LogEnd(long place, long nextSequence, int slots, List<Segment> segments) {
    public LogEnd {
        segments = List.copyOf(segments);
    }
}
