package refute.harness.history;

import java.util.function.Supplier;
import refute.harness.BadInput;

/** Reads histories in EDN, Jepsen's, Knossos' or Porcupine's; once. */
final class EdnHistory {
    private final EdnReader in;
    private final ForeignEntries entries;

    EdnHistory(EdnReader in, boolean independent) {
        this.in = in;
        this.entries = new ForeignEntries(independent);
    }

    Reading read() {
        BadInput.Collector problems = entries.problems();
        try {
            in.skipBlank();
            int first = in.peek();
            if (first == '[' || first == '(') {
                in.read();
                maps(first == '[' ? ']' : ')');
                in.skipBlank();
                if (in.peek() >= 0) {
                    problems.add(in.place(), "more follows after the end of the history");
                }
            } else {
                maps(-1);
            }
        } catch (BadInput e) {
            problems.addAll(e);
        }
        in.cut().ifPresent(cut -> problems.add(in.place(), cut));
        return entries.build();
    }

    private void maps(int close) {
        while (!entries.problems().isFull()) {
            in.skipBlank();
            int c = in.peek();
            if (c == close) {
                in.read();
                return;
            }
            if (c < 0) {
                throw in.problem(
                        "the input ends in the middle of the history, whose '" + (char) close + "' is missing");
            }
            in.skipTag();
            Supplier<String> place = in.mark();
            if (in.peek() == '{') {
                map(place);
            } else {
                in.value();
                entries.problems().add(place.get(), "an operation is a map");
            }
        }
    }

    private void map(Supplier<String> place) {
        in.read();
        ForeignEntries.Fields fields = entries.fields();
        while (true) {
            in.skipBlank();
            int c = in.peek();
            if (c == '}') {
                in.read();
                entries.add(fields, place);
                return;
            }
            if (c < 0) {
                throw in.problem("the input ends in the middle of the map that begins at " + place.get());
            }
            String field = c == ':' ? in.keyword() : "";
            if (field.isEmpty()) {
                in.value();
            }
            in.skipBlank();
            fields.set(field, in.value());
        }
    }
}
