package refute.harness.history;

/** Shared small numbers: a history of a million operations would otherwise hold the same few again and again. */
final class SmallInts {
    static final long LEAST = -16;
    static final long GREATEST = 4095;
    static final Value[] VALUES = values();

    private SmallInts() {}

    private static Value[] values() {
        Value[] values = new Value[(int) (GREATEST - LEAST + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = new Value.Int(LEAST + i);
        }
        return values;
    }
}
