package refute.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a person handed in cannot be used; lists all the problems at once. The command line ends with 254 on it. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** More than this many problems of one input are counted, not listed. */
    public static final int PROBLEMS_LISTED_MAX = 50;
    /** Whoever reads an input stops after this many problems: a file of garbage has millions. */
    public static final int PROBLEMS_GATHERED_MAX = 1000;

    private final transient List<Problem> problems;

    /** @throws IllegalArgumentException if there is no problem */
    public BadInput(List<Problem> problems) {
        super(message(problems));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("bad input needs a problem");
        }
        this.problems = List.copyOf(problems);
    }

    public BadInput(String where, String what, String remedy) {
        this(List.of(new Problem(where, what, remedy)));
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        String listed = problems.stream()
                .limit(PROBLEMS_LISTED_MAX)
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
        int more = problems.size() - PROBLEMS_LISTED_MAX;
        return more > 0 ? listed + "\n… and " + more + " more" : listed;
    }

    /** Gathers problems while an input is read, so that all of them are told in one go. Owned by one thread. */
    public static final class Collector {
        private final List<Problem> problems = new ArrayList<>();

        public void add(String where, String what) {
            problems.add(new Problem(where, what));
        }

        public void add(String where, String what, String remedy) {
            problems.add(new Problem(where, what, remedy));
        }

        /** Takes over the problems of a part that was read by itself. */
        public void addAll(BadInput part) {
            problems.addAll(part.problems());
        }

        /** Whether it is time to stop reading: there are {@value #PROBLEMS_GATHERED_MAX} problems. */
        public boolean isFull() {
            return problems.size() >= PROBLEMS_GATHERED_MAX;
        }

        public int count() {
            return problems.size();
        }

        public boolean isEmpty() {
            return problems.isEmpty();
        }

        /** @throws BadInput if any problem was added */
        public void throwIfAny() {
            if (!problems.isEmpty()) {
                throw new BadInput(problems);
            }
        }
    }
}
