package refute.cli.suite;

import java.util.List;
import java.util.SequencedMap;

/** A part of a YAML file, with the line on which it begins, from 1. What is a number is left as it was written: {@code 3.10} is a version. */
sealed interface Yaml {
    int line();

    /** @param text empty if nothing stands there */
    record Scalar(String text, int line) implements Yaml {}

    record Items(List<Yaml> items, int line) implements Yaml {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** @param fields in the order of the file */
    record Fields(SequencedMap<String, Field> fields, int line) implements Yaml {}

    /** @param line of the key */
    record Field(int line, Yaml value) {}
}
