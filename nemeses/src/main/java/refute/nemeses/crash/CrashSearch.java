package refute.nemeses.crash;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recovers from every image that a crash may leave, and judges what is there: the state after some first few of the operations, all that were
 * promised among them and none that had not begun.
 *
 * <p>Images are told apart by a hash of 64 bits of names, lengths and contents, so each is recovered once; what it recovers to is
 * remembered and judged again when a later step promises more. Owned by one thread.
 */
public final class CrashSearch {
    private final CrashSubject subject;
    private final PersistenceModel model;
    private final Sampling sampling;
    private final BooleanSupplier goesOn;
    private final Map<Long, Result> known = new HashMap<>();
    private long choices;
    private long recoveries;

    /** To which prefixes an image recovers, or why it does not. */
    private record Result(BitSet prefixes, String problem) {}

    /** @param goesOn asked before each image; once it is false, the search ends incomplete */
    public CrashSearch(CrashSubject subject, PersistenceModel model, Sampling sampling, BooleanSupplier goesOn) {
        this.subject = subject;
        this.model = model;
        this.sampling = sampling;
        this.goesOn = goesOn;
    }

    /** Searches a trace until something fails. */
    public CrashReport search(DiskTrace trace) {
        known.clear();
        choices = 0;
        recoveries = 0;
        Finding finding = new Finding();
        boolean complete = new CrashImages(model, sampling.of(trace)).forEach(trace, finding);
        return new CrashReport(choices, known.size() + recoveries, complete, Optional.ofNullable(finding.failure));
    }

    private final class Finding implements CrashImages.Visitor {
        private CrashReport.@Nullable Failure failure;

        @Override
        public boolean choice(int steps, DiskTrace.Step step, Choices all, int[] choice) {
            if (!goesOn.getAsBoolean()) {
                return false;
            }
            choices++;
            int before = known.size();
            String problem = problem(step, all, choice);
            if (problem.isEmpty()) {
                boolean again =
                        known.size() > before && sampling.recoveries() > 0 && known.size() % sampling.recoveries() == 0;
                return !again || survivesInRecovery(steps, step, all, choice);
            }
            int[] small = smaller(step, all, choice);
            failure = new CrashReport.Failure(
                    new CrashImage(steps, all.image(small), all.lost(small)),
                    problem(step, all, small),
                    unmet(step, all, small));
            return false;
        }

        /** Crashes after each step of the recovery; what is found then owes as much. */
        private boolean survivesInRecovery(int steps, DiskTrace.Step step, Choices all, int[] choice) {
            Sampling plain = new Sampling(sampling.all(), 0, sampling.seed());
            CrashReport report = new CrashSearch(subject, model, plain, goesOn)
                    .search(recovery(all, choice).owing(step));
            choices += report.choices();
            recoveries += report.images();
            failure = report.failure()
                    .map(inner -> new CrashReport.Failure(
                            inner.image(),
                            "after a crash at step " + steps + " and another in the recovery: " + inner.reason(),
                            inner.duty()))
                    .orElse(null);
            return failure == null;
        }
    }

    private DiskTrace recovery(Choices all, int[] choice) {
        try {
            return subject.recovery(all.image(choice));
        } catch (Exception e) {
            throw new IllegalStateException("what was recovered once is not recovered again", e);
        }
    }

    private String problem(DiskTrace.Step step, Choices all, int[] choice) {
        Result result = known.computeIfAbsent(all.hash(choice), hash -> recovered(all, choice));
        if (!result.problem().isEmpty()) {
            return result.problem();
        }
        String first = step.after().problem(result.prefixes());
        return first.isEmpty() ? step.last().problem(result.prefixes()) : first;
    }

    /** Which of the step's two duties it does not meet. */
    private DiskTrace.Duty unmet(DiskTrace.Step step, Choices all, int[] choice) {
        BitSet prefixes = recovered(all, choice).prefixes();
        return step.after().problem(prefixes).isEmpty() ? step.last() : step.after();
    }

    private Result recovered(Choices all, int[] choice) {
        try {
            BitSet prefixes = subject.recover(all.image(choice));
            return new Result(prefixes, "");
        } catch (Exception e) {
            return new Result(new BitSet(), unrecovered(e));
        }
    }

    /** In a sentence: the program did not recover. */
    public static String unrecovered(Exception thrown) {
        return "it does not recover: " + thrown;
    }

    /** Loses as little as possible: each thing by itself is put as the program left it, if it still fails. */
    private int[] smaller(DiskTrace.Step step, Choices all, int[] failing) {
        int[] best = failing.clone();
        int[] newest = all.newest();
        for (int cell = 0; cell < best.length; cell++) {
            int[] candidate = best.clone();
            candidate[cell] = newest[cell];
            if (best[cell] != newest[cell] && !problem(step, all, candidate).isEmpty()) {
                best = candidate;
            }
        }
        return best;
    }
}
