package refute.harness.check;

import java.util.List;

/**
 * An event of a trace that was recorded in this process. Untrusted like a line of text: whoever judges it looks at all of it.
 *
 * @param sequence its number
 * @param atNanos when it happened
 * @param node who
 * @param name what happened
 * @param arguments what is said of it, names and values in turn: whole numbers, truth values, texts, or lists of texts
 * @param state what was observed of the node after it, likewise
 */
public record RecordedEvent(
        long sequence, long atNanos, String node, String name, List<Object> arguments, List<Object> state) {}
