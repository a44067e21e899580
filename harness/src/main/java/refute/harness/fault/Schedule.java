package refute.harness.fault;

import java.util.Comparator;
import java.util.List;

/** Which fault happens when: all of a run, in the order of their starts. They may overlap. */
public record Schedule(List<PlannedFault> faults) {
    public static final Schedule EMPTY = new Schedule(List.of());

    /** @throws IllegalArgumentException if two faults have one id */
    public Schedule {
        faults = faults.stream()
                .sorted(Comparator.comparingLong(PlannedFault::startNanos).thenComparing(PlannedFault::id))
                .toList();
        long ids = faults.stream().map(PlannedFault::id).distinct().count();
        if (ids != faults.size()) {
            throw new IllegalArgumentException("each fault of a schedule has an id of its own");
        }
    }
}
