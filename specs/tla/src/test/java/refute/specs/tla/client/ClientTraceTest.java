package refute.specs.tla.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.check.Verdict;
import refute.harness.history.HistoryNotation;
import refute.specs.tla.CheckBudget;
import refute.specs.tla.Specs;
import refute.specs.tla.trace.Conformance;
import refute.specs.tla.trace.ConformanceResult;
import refute.specs.tla.trace.ConformanceResult.Finding;
import refute.specs.tla.trace.TraceSpec;

/** Histories of etcd's clients against the spec of etcd's store: what it allows, and the first answer that it does not. */
class ClientTraceTest {
    private static final TraceSpec ETCD = TraceSpec.of(Specs.named("EtcdKv"));

    private static ConformanceResult judge(String history) {
        ClientTrace trace = ClientTrace.of(HistoryNotation.parse(history), "test");
        try (Conformance judge = Conformance.open(ETCD, ETCD.config(trace.clients(), trace.keys()))) {
            return judge.judge(trace.events(), CheckBudget.standard(), events -> {});
        }
    }

    private static void isValid(String history) {
        ConformanceResult result = judge(history);
        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.VALID);
    }

    private static String refused(String history) {
        ConformanceResult result = judge(history);
        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.INVALID);
        return ((Finding.Unexplained) result.finding()).event().name();
    }

    @Test
    void what_one_client_does_is_valid() {
        isValid("0 read[x] -> ok nil; 0 write[x] 1 -> ok rev 2; 0 read[x] -> ok 1 rev 2; 0 write[y] 1 -> ok rev 3;"
                + " 0 cas[x] [1 2] -> ok rev 4; 0 read[x] -> ok 2 rev 4; 0 cas[x] [1 3] -> fail ! did-not-match");
    }

    @Test
    void a_read_beside_a_write_may_see_it_or_not() {
        isValid("0 write[x] 1; 1 read[x] -> ok nil; 2 read[x] -> ok 1 rev 2; 0 ok rev 2");
        isValid("1 read[x]; 0 write[x] 1 -> ok rev 2; 1 ok nil");
    }

    @Test
    void a_stale_read_is_refused_at_its_answer() {
        assertThat(refused("0 write[x] 1 -> ok rev 2; 0 write[x] 2 -> ok rev 3; 1 read[x] -> ok 1 rev 2"))
                .isEqualTo("AnswerGet");
        assertThat(refused("0 write[x] 1; 2 read[x] -> ok 1 rev 2; 1 read[x] -> ok nil; 0 ok rev 2"))
                .isEqualTo("AnswerGet");
    }

    @Test
    void a_value_with_the_revision_of_another_is_refused() {
        assertThat(refused("0 write[x] 1 -> ok rev 2; 0 write[x] 2 -> ok rev 3; 1 read[x] -> ok 1 rev 3"))
                .isEqualTo("AnswerGet");
    }

    @Test
    void revisions_follow_real_time() {
        assertThat(refused("0 write[x] 1 -> ok rev 3; 1 write[y] 1 -> ok rev 2"))
                .isEqualTo("Take");
    }

    @Test
    void a_revision_that_nobody_asked_for_is_refused() {
        assertThat(refused("0 write[x] 1 -> ok rev 2; 0 write[x] 2 -> ok rev 4"))
                .isEqualTo("Take");
    }

    @Test
    void a_write_without_an_answer_happened_if_it_was_read_or_if_a_revision_says_so_or_never() {
        isValid("0 write[x] 1 -> info; 1 read[x] -> ok nil; 1 read[x] -> ok 1 rev 2; 1 write[x] 3 -> ok rev 3");
        isValid("0 write[x] 1 -> info; 1 write[x] 2 -> ok rev 3; 1 read[x] -> ok 2 rev 3");
        isValid("0 write[x] 1 -> info; 1 write[x] 2 -> ok rev 2");
        assertThat(refused("1 write[x] 2 -> ok rev 3; 0 write[x] 1 -> info")).isEqualTo("Take");
    }

    @Test
    void a_compare_and_set_finds_what_it_expects_or_tells_that_it_does_not() {
        assertThat(refused("0 write[x] 1 -> ok rev 2; 0 cas[x] [5 6] -> ok rev 3"))
                .isEqualTo("Take");
        assertThat(refused("0 write[x] 1 -> ok rev 2; 0 cas[x] [1 6] -> fail ! did-not-match"))
                .isEqualTo("AnswerMiss");
        isValid("0 write[x] 1 -> ok rev 2; 1 write[x] 2; 0 cas[x] [1 6] -> fail ! did-not-match: held 2 at revision 3;"
                + " 1 ok rev 3");
    }

    @Test
    void what_failed_surely_did_not_happen() {
        isValid("0 write[x] 1 -> ok rev 2; 1 write[x] 2 -> fail ! refused; 0 read[x] -> ok 1 rev 2");
        assertThat(refused("0 write[x] 1 -> ok rev 2; 1 write[x] 2 -> fail ! refused; 0 read[x] -> ok 2 rev 3"))
                .isEqualTo("Take");
    }

    @Test
    void other_histories_are_bad_input() {
        assertThatThrownBy(() -> ClientTrace.of(HistoryNotation.parse("0 add[s] 1 -> ok"), "test"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("add");
        assertThatThrownBy(() -> ClientTrace.of(HistoryNotation.parse("0 write[x] 1 -> ok"), "test"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("revision");
    }
}
