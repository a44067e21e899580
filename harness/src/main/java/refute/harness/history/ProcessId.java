package refute.harness.history;

/** The number of a process: a single-threaded logical client, or the nemesis. Never used again after {@code info}. */
public record ProcessId(int number) implements Comparable<ProcessId> {
    /** The process under which faults are recorded. */
    public static final ProcessId NEMESIS = new ProcessId(-1);

    public ProcessId {
        if (number < -1) {
            throw new IllegalArgumentException("a process number is not negative: " + number);
        }
    }

    public boolean isNemesis() {
        return number == -1;
    }

    @Override
    public int compareTo(ProcessId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return isNemesis() ? "nemesis" : Integer.toString(number);
    }
}
