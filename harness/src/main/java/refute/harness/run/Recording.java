package refute.harness.run;

import java.nio.file.Path;
import java.util.List;
import refute.harness.check.Trace;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.Schedule;
import refute.harness.history.Entry;
import refute.harness.history.History;
import refute.harness.history.HistoryBuilder;

/**
 * Where a run writes what happens, as it happens. Entries come one at a time, with indexes and times that ascend; from
 * several threads, but each call happens before the next.
 */
public interface Recording extends AutoCloseable {
    /** Names what the run makes, so that it can be found and removed: letters, digits and hyphens. */
    String runId();

    /** The run folder, for what the nodes leave. */
    Path folder();

    /**
     * Keeps the next entry. Once it throws, the run ends as a failure of the harness; what was kept before is judged.
     */
    void append(Entry entry);

    /** Keeps the schedule, before anything happens, and again with what became of it. */
    default void faults(Schedule schedule, List<InjectedFault> happened) {}

    /** Keeps what nodes recorded of themselves; returns where it can be read from now on. */
    default Trace trace(Trace recorded) {
        return recorded;
    }

    /** All that was kept. Called after {@link #close}. */
    History history();

    /** Ends the recording; called once. */
    @Override
    void close();

    /**
     * Keeps all in the run folder: the history as it happens, readable at any moment; the schedule before and after.
     *
     * @param runId names what the run makes: letters, digits and hyphens
     * @throws refute.harness.BadInput if the history's file cannot be made
     */
    static Recording in(RunFolder folder, String runId) {
        return new FolderRecording(folder, runId);
    }

    /** Keeps all in memory, for tests and embedded use. */
    static Recording inMemory(String runId, Path folder) {
        return new Recording() {
            private final HistoryBuilder builder = new HistoryBuilder();

            @Override
            public String runId() {
                return runId;
            }

            @Override
            public Path folder() {
                return folder;
            }

            @Override
            public void append(Entry entry) {
                builder.add(entry);
            }

            @Override
            public History history() {
                return builder.build();
            }

            @Override
            public void close() {}
        };
    }
}
