package refute.harness.history;

import java.util.List;

/**
 * What was read from a file.
 *
 * @param history the operations
 * @param notes what a person should know about it, one sentence each: a record cut in the middle was dropped, a run still goes
 *     on, lines were passed over; empty when there is nothing to say
 */
public record Reading(History history, List<String> notes) {
    public Reading {
        notes = List.copyOf(notes);
    }
}
