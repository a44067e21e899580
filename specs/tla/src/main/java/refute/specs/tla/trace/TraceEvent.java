package refute.specs.tla.trace;

import java.util.List;

/**
 * One event of a trace, as its vocabulary has it.
 *
 * @param line where it stands, from 1
 * @param sequence its number
 * @param atNanos when it was recorded; -1 if it does not say
 * @param node who
 * @param name the event
 * @param arguments its choices, in the order of the vocabulary: {@link Integer}, {@link Boolean}, {@link String}, or a list of strings, which
 *     is a set
 * @param state what was observed after it, likewise
 */
public record TraceEvent(
        long line, long sequence, long atNanos, String node, String name, List<Object> arguments, List<Object> state) {}
