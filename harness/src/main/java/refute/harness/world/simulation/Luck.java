package refute.harness.world.simulation;

import java.util.List;
import java.util.function.Consumer;

/** Who decides which hazards come true in a simulated run. */
public sealed interface Luck {
    /** The seed does. */
    record Drawn() implements Luck {}

    /** The seed does, and each accident is told when it is over; the run is the same as when it is not. */
    record Told(Consumer<Accident> listener) implements Luck {}

    /**
     * These happen, and no others.
     *
     * @param accidents in the order of their times
     * @param even whether besides nothing varies either: no message or sync takes longer than another, clocks are right
     */
    record Given(List<Accident> accidents, boolean even) implements Luck {
        public Given {
            accidents = List.copyOf(accidents);
        }
    }

    Luck DRAWN = new Drawn();
}
