package refute.reports;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import refute.harness.check.CheckResult;
import refute.harness.check.StandardCheckers;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.fault.InjectedFault;
import refute.harness.history.Operation;
import refute.harness.world.simulation.SimulationWorld;

/**
 * A witness and who found it; the first of {@link #all} is what a person reads first.
 *
 * @param checker who found it
 * @param witness what it found
 */
public record Lead(String checker, Witness witness) {
    /** More operations than this are no longer a picture. */
    private static final int FEW = 12;
    /** The fact of a report that names the world. */
    private static final String WORLD = "world";

    /**
     * All witnesses, the most telling first: two operations that contradict each other say more than one that fits nowhere,
     * and a few more than many. Otherwise in the order of the checkers.
     */
    public static List<Lead> all(List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.verdict() == Verdict.INVALID)
                .flatMap(result -> result.witnesses().stream().map(witness -> new Lead(result.checker(), witness)))
                .sorted(Comparator.comparingInt(Lead::burden))
                .toList();
    }

    /** The sentence to read first; empty when nothing is invalid. */
    public static Optional<String> sentence(List<CheckResult> results) {
        return all(results).stream().findFirst().map(lead -> lead.witness().sentence());
    }

    /** The faults that were in force while the witness's operations ran, up to the last that returned, or when it was found. */
    public List<InjectedFault> during(Report report) {
        List<Operation> operations = witness.operations();
        OptionalLong moment = moment(report);
        if (operations.isEmpty() && moment.isEmpty()) {
            return List.of();
        }
        long from = operations.isEmpty()
                ? moment.getAsLong()
                : operations.getFirst().invokedNanos();
        long to = operations.stream()
                .mapToLong(one -> one.returnedNanos() == Long.MAX_VALUE ? one.invokedNanos() : one.returnedNanos())
                .max()
                .orElse(from);
        return report.faults().stream()
                .filter(fault -> fault.startedNanos() <= to && fault.healedNanos() >= from)
                .toList();
    }

    /** When what has no operations was found, if that is known: in simulation, what a node does wrong ends the run. */
    public OptionalLong moment(Report report) {
        return switch (witness) {
            case Witness.Unexplained w -> w.nanos() < 0 ? OptionalLong.empty() : OptionalLong.of(w.nanos());
            case Witness.NodeFailure w -> {
                boolean ends =
                        SimulationWorld.NAME.equals(report.header().facts().get(WORLD))
                                && checker.equals(StandardCheckers.NODE_LOGS);
                yield ends && !report.history().isEmpty()
                        ? OptionalLong.of(
                                report.history().timeNanos(report.history().size() - 1))
                        : OptionalLong.empty();
            }
            case Witness.Unlinearizable w -> OptionalLong.empty();
            case Witness.Elements w -> OptionalLong.empty();
            case Witness.Contradiction w -> OptionalLong.empty();
            case Witness.Cycle w -> OptionalLong.empty();
        };
    }

    private int burden() {
        int operations = witness.operations().size();
        return operations >= 2 && operations <= FEW ? 0 : operations == 0 ? 1 : operations == 1 ? 2 : 3;
    }
}
