package refute.harness.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;

/** When a fault begins, or ends. */
record Moment(long nanos, boolean begins, PlannedFault fault) {
    /** All of a schedule, in order. */
    static List<Moment> of(Schedule schedule) {
        List<Moment> moments = new ArrayList<>();
        for (PlannedFault fault : schedule.faults()) {
            moments.add(new Moment(fault.startNanos(), true, fault));
            moments.add(new Moment(fault.healNanos(), false, fault));
        }
        // At the same time heals come first: a fault that follows another finds it gone.
        moments.sort(Comparator.comparingLong(Moment::nanos).thenComparing(Moment::begins));
        return moments;
    }
}
