package refute.reports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.fault.InjectedFault;
import refute.harness.history.History;
import refute.harness.run.Script;
import refute.harness.run.Shrunk;

/**
 * What a report tells.
 *
 * @param header what was run, and the verdict
 * @param history what clients saw
 * @param faults what was injected
 * @param results what the checkers found
 * @param inside what nodes told of themselves
 * @param smaller what was left of a run that was made smaller; empty of any other
 */
public record Report(
        Header header,
        History history,
        List<InjectedFault> faults,
        List<CheckResult> results,
        Inside inside,
        Optional<Smaller> smaller) {

    /** Of a run that was not made smaller, and left no trace. */
    public Report(
            Header header, History history, List<InjectedFault> faults, List<CheckResult> results, List<Log> logs) {
        this(header, history, faults, results, new Inside(logs, Optional.empty()), Optional.empty());
    }

    public Report {
        faults = List.copyOf(faults);
        results = List.copyOf(results);
    }

    public List<Log> logs() {
        return inside.logs();
    }

    /**
     * What nodes told of themselves.
     *
     * @param logs the ends of their logs
     * @param events what they recorded of their steps, if they did
     * @param withoutEvents why there are none though they did; empty else
     */
    public record Inside(List<Log> logs, Optional<RecordedEvents> events, Optional<String> withoutEvents) {
        public Inside {
            logs = List.copyOf(logs);
        }

        /** Of nodes whose trace is told, or that left none. */
        public Inside(List<Log> logs, Optional<RecordedEvents> events) {
            this(logs, events, Optional.empty());
        }
    }

    /**
     * What was run.
     *
     * @param title the scenario's name
     * @param verdict of all checkers together
     * @param reason the one sentence to read first
     * @param rerun the command that executes the run again; empty if there is none
     * @param workers how many processes invoked at once: the number of lanes
     * @param nodes of the system
     * @param incomplete whether the run had not ended when the report was made
     * @param facts what else is known (seed, versions, machine), by name, in the order in which to show it
     */
    public record Header(
            String title,
            Verdict verdict,
            String reason,
            String rerun,
            int workers,
            int nodes,
            boolean incomplete,
            SequencedMap<String, String> facts) {
        public Header {
            facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
        }
    }

    /**
     * What is left of a run that was made smaller.
     *
     * @param script operations and accidents
     * @param how of what it was made, if that is known
     */
    public record Smaller(Script script, Optional<Shrunk> how) {}

    /**
     * The end of a node's log.
     *
     * @param node its name
     * @param file where the whole is, relative to the run folder
     * @param text the last lines; untrusted
     * @param cut whether more stands before them
     */
    public record Log(String node, String file, String text, boolean cut) {}
}
