package refute.systems.kv.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the store records of itself is a behaviour of the spec; with a bug in it, it is none, from the event on at which the bug shows. */
class TraceConformanceTest {
    /** A nightly run asks for 10,000 of them. */
    private static final int RUNS = Integer.getInteger("refute.trace.runs", 60);

    @Test
    void what_the_store_records_conforms() throws InterruptedException {
        Optional<TraceCampaign.Found> found = new TraceCampaign().search("", 1, RUNS);
        assertThat(found.map(one -> one.seed() + ": " + one.result().reason())).isEmpty();
    }

    /** Seeds that are known to show it soon, and the event at which it shows. */
    @ParameterizedTest
    @CsvSource({
        "M01, 1, AppendAck",
        "M02, 1, Apply",
        "M03, 5, AppendSend",
        "M04, 5, AppendReceive",
        "M05, 1, PreVoteRequest",
        "M06, 1, VoteRequest",
        "M10, 1, ReadIndex",
        "M12, 1, Commit",
        "M13, 1, AppendAck",
        "M14, 1, Restart",
        "M17, 26, MembershipPropose",
        "M18, 6, Commit",
        "M19, 2840, SnapshotInstall",
        "M24, 8, Restart",
    })
    void a_mutant_is_caught_by_conformance_alone_at_the_event_at_which_it_shows(String mutant, long seed, String event)
            throws InterruptedException {
        Optional<TraceCampaign.Found> found = new TraceCampaign().search(mutant, seed, 1);
        assertThat(found).isPresent();
        assertThat(found.get().event()).as(found.get().result().reason()).isEqualTo(event);
    }
}
