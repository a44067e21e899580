package refute.harness.run;

import java.util.List;
import java.util.Optional;
import refute.harness.fault.Nemesis;
import refute.harness.fault.Schedule;

/**
 * What goes wrong.
 *
 * @param nemeses who draws the faults; none is allowed
 * @param schedule the faults themselves, when they are given and not drawn
 */
public record Trouble(List<Nemesis> nemeses, Optional<Schedule> schedule) {
    public static final Trouble NONE = new Trouble(List.of(), Optional.empty());

    public Trouble {
        nemeses = List.copyOf(nemeses);
    }
}
