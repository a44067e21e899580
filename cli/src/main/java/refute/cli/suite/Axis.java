package refute.cli.suite;

import java.util.List;

/**
 * A key of a scenario and what it may be.
 *
 * @param key an option of {@code refute run}, or {@code system} or {@code workload}
 * @param varies whether a list was written, even of one: then the choice is part of a cell's name
 * @param choices at least one, each with another text
 */
record Axis(String key, boolean varies, List<Choice> choices) {
    Axis {
        choices = List.copyOf(choices);
    }

    /**
     * One thing that a key may be.
     *
     * @param text as it was written
     * @param words of the command line that say it; of a system or a workload the name alone
     * @param line of the file
     */
    record Choice(String text, List<String> words, int line) {
        Choice {
            words = List.copyOf(words);
        }
    }
}
