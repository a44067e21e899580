package refute.harness.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import refute.harness.check.CheckResult;
import refute.harness.check.NodeReport;
import refute.harness.check.Verdict;

/**
 * What {@code run.json} says of a run.
 *
 * @param scenario what was asked for
 * @param origin by which code, on which machine
 * @param started when, by the clock on the wall
 * @param outcome what came of it; empty while the run goes on, and for ever if the harness was killed
 */
public record RunRecord(ScenarioRecord scenario, Origin origin, Instant started, Optional<Outcome> outcome) {

    /** A run that begins. */
    public static RunRecord begin(Scenario scenario, Origin origin, Instant started) {
        return new RunRecord(ScenarioRecord.of(scenario), origin, started, Optional.empty());
    }

    public RunRecord with(Outcome newOutcome) {
        return new RunRecord(scenario, origin, started, Optional.of(newOutcome));
    }

    /** The same with further versions, such as that of the system, known once it answers. */
    public RunRecord withVersion(String of, String version) {
        SequencedMap<String, String> versions = new LinkedHashMap<>(origin.versions());
        versions.put(of, version);
        Origin more = new Origin(origin.codeRevision(), versions, origin.machine());
        return new RunRecord(scenario, more, started, outcome);
    }

    /**
     * What ran.
     *
     * @param codeRevision of the sources of Refute, if known, else empty
     * @param versions by name: of Refute, of Java, of the system
     * @param machine where
     */
    public record Origin(String codeRevision, SequencedMap<String, String> versions, Machine machine) {
        public Origin {
            versions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(versions));
        }
    }

    /**
     * A machine, as far as it matters to figures.
     *
     * @param system the operating system and its version
     * @param architecture of the processors
     * @param processors that the harness may use
     * @param heapBytesMax that the harness may use
     */
    public record Machine(String system, String architecture, int processors, long heapBytesMax) {
        /** This one. */
        public static Machine here() {
            Runtime runtime = Runtime.getRuntime();
            return new Machine(
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    String.valueOf(System.getProperty("os.arch")),
                    runtime.availableProcessors(),
                    runtime.maxMemory());
        }
    }

    /**
     * What came of a run.
     *
     * @param ended when, by the clock on the wall
     * @param verdict of all checkers together
     * @param counts of operations
     * @param results of each checker
     * @param nodes what each left
     */
    public record Outcome(
            Instant ended, Verdict verdict, Counts counts, List<CheckResult> results, List<NodeReport> nodes) {
        public Outcome {
            results = List.copyOf(results);
            nodes = List.copyOf(nodes);
        }
    }

    /** Numbers of operations of clients, by how they ended; the open ones count as info. */
    public record Counts(long operations, long ok, long fail, long info) {}
}
