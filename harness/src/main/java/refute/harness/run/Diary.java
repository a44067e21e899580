package refute.harness.run;

import refute.harness.history.EntryKind;
import refute.harness.history.Value;

/** Where the nemesis writes what it does: into the history, in its order. */
interface Diary {
    /** Records what the nemesis does or has done, and tells the generator. */
    void nemesis(EntryKind kind, String function, Value value);

    /** Ends the run as a failure of the harness; the first cause counts. */
    void fail(Throwable cause);
}
