package refute.specs.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;

/** Builds histories for tests: by hand, and at random. */
final class Histories {
    /** What a random history may ask and be answered. */
    record Sample(String function, List<Value> arguments, List<Value> results) {}

    private final List<Entry> entries = new ArrayList<>();

    static Histories history() {
        return new Histories();
    }

    Histories invoke(int process, String function, Value argument) {
        return add(process, EntryKind.INVOKE, function, argument, 0);
    }

    Histories ok(int process, String function, Value result) {
        return add(process, EntryKind.OK, function, result, 0);
    }

    Histories ok(int process, String function, Value result, long revision) {
        return add(process, EntryKind.OK, function, result, revision);
    }

    Histories fail(int process, String function) {
        return add(process, EntryKind.FAIL, function, Value.NIL, 0);
    }

    Histories info(int process, String function) {
        return add(process, EntryKind.INFO, function, Value.NIL, 0);
    }

    private Histories add(int process, EntryKind kind, String function, Value value, long revision) {
        int index = entries.size();
        entries.add(new Entry(
                index, index * 1_000_000L, new ProcessId(process), kind, function, Value.NIL, value, revision, ""));
        return this;
    }

    History build() {
        return History.of(entries);
    }

    /** A history of so many operations, drawn without any regard for whether it makes sense. */
    static History random(RandomGenerator random, List<Sample> samples, int operations, int processes) {
        Histories history = history();
        int[] number = new int[processes];
        Sample[] open = new Sample[processes];
        Value[] argument = new Value[processes];
        for (int i = 0; i < processes; i++) {
            number[i] = i;
        }
        int begun = 0;
        int nextNumber = processes;
        int stillOpen = 0;
        // Now and then the history ends with operations open.
        boolean complete = random.nextInt(4) > 0;
        while (begun < operations || (complete && stillOpen > 0)) {
            int p = random.nextInt(processes);
            if (open[p] == null) {
                if (begun == operations) {
                    continue;
                }
                open[p] = samples.get(random.nextInt(samples.size()));
                argument[p] = pick(random, open[p].arguments());
                history.invoke(number[p], open[p].function(), argument[p]);
                begun++;
                stillOpen++;
                continue;
            }
            String function = open[p].function();
            switch (random.nextInt(10)) {
                case 0 -> history.fail(number[p], function);
                case 1 -> {
                    history.info(number[p], function);
                    number[p] = nextNumber++;
                }
                default ->
                    history.ok(
                            number[p],
                            function,
                            open[p].results().isEmpty() ? argument[p] : pick(random, open[p].results()));
            }
            open[p] = null;
            stillOpen--;
        }
        return history.build();
    }

    private static Value pick(RandomGenerator random, List<Value> values) {
        return values.get(random.nextInt(values.size()));
    }
}
