package refute.systems.kv.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Violation;

/** Who has promised what, and kept it. */
class VotesTest {
    private static final NodeId N1 = new NodeId(1);
    private static final NodeId N2 = new NodeId(2);
    private static final NodeId N3 = new NodeId(3);

    private final Votes votes = new Votes(3);

    @Test
    void a_vote_may_be_sent_twice_and_followed_by_one_of_a_later_term() {
        assertThatCode(() -> {
                    votes.sent(N1, 2, N2);
                    votes.sent(N1, 2, N2);
                    votes.restarted(N1, 2);
                    votes.sent(N1, 3, N3);
                    votes.sent(N1, 2, N2);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void two_candidates_in_one_term_are_a_violation() {
        votes.sent(N1, 2, N2);

        assertThatThrownBy(() -> votes.sent(N1, 2, N3))
                .isInstanceOf(Violation.class)
                .hasMessageStartingWith("I6: n1 voted for n2 and for n3 in term 2");
    }

    @Test
    void a_node_that_forgot_the_term_of_its_vote_is_a_violation() {
        votes.sent(N1, 3, N2);

        assertThatThrownBy(() -> votes.restarted(N1, 2)).isInstanceOf(Violation.class);
    }

    @Test
    void each_node_has_votes_of_its_own() {
        votes.sent(N1, 3, N2);

        assertThatCode(() -> {
                    votes.sent(N3, 3, N3);
                    votes.restarted(N3, 3);
                    votes.restarted(N2, 0);
                })
                .doesNotThrowAnyException();
    }
}
