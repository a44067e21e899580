package refute.specs.session;

import java.util.List;
import java.util.random.RandomGenerator;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.Recording;

/** Random histories of two registers in which every value is written at most once, drawn so that they often make sense. */
final class RandomRegisters {
    private static final List<Value> KEYS = List.of(Value.of("x"), Value.of("y"));

    private RandomRegisters() {}

    /** So many operations one after the other: no guarantee here looks at the time. */
    static History next(RandomGenerator random, int operations, int processes) {
        Recording recording = new Recording();
        int keys = 1 + random.nextInt(2);
        int[] written = new int[keys];
        int[] number = new int[processes];
        for (int p = 0; p < processes; p++) {
            number[p] = p;
        }
        int nextNumber = processes;
        for (int i = 0; i < operations; i++) {
            int p = random.nextInt(processes);
            int key = random.nextInt(keys);
            int kind = random.nextInt(8);
            // Also what will be written later may be read: that too is no matter of time.
            Value seen = seen(random, written[key]);
            if (kind < 4) {
                recording.invoke(number[p], "read", KEYS.get(key), Value.NIL).ok(number[p], seen, 0);
                continue;
            }
            Value made = Value.of(++written[key]);
            Value argument = kind < 6 ? made : Value.pair(seen, seen.equals(made) ? Value.of(99) : made);
            recording.invoke(number[p], kind < 6 ? "write" : "cas", KEYS.get(key), argument);
            switch (random.nextInt(8)) {
                case 0 -> recording.fail(number[p]);
                case 1 -> {
                    recording.info(number[p]);
                    number[p] = nextNumber++;
                }
                default -> recording.ok(number[p], argument, 0);
            }
        }
        return recording.history();
    }

    private static Value seen(RandomGenerator random, int written) {
        int value = random.nextInt(3) > 0 ? written : random.nextInt(written + 2);
        return value == 0 ? Value.NIL : Value.of(value);
    }
}
