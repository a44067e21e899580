package refute.harness;

/**
 * One thing that is wrong with what a person handed in.
 *
 * @param where the file and line, option, or key
 * @param what what is wrong there
 * @param remedy what to do about it; empty when it is evident
 */
public record Problem(String where, String what, String remedy) {
    public Problem(String where, String what) {
        this(where, what, "");
    }

    @Override
    public String toString() {
        return where + ": " + what + (remedy.isEmpty() ? "" : " (" + remedy + ")");
    }
}
