package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;

/** A cycle is a graph: a node for each transaction, an arrow for each reason, and the last one leads back. */
class CyclePictureTest {
    private static final History SKEW = HistoryNotation.parse("""
            0 txn [[:append x 1] [:append y 1]]
            1 txn [[:r x nil] [:r y nil]] -> ok [[:r x [1]] [:r y []]]
            0 ok
            """);

    private static Witness.Cycle cycle(History history, int size) {
        List<String> edges = new ArrayList<>();
        for (int n = 1; n <= size; n++) {
            edges.add("T" + n + " < T" + (n % size + 1) + ", because of reason " + n);
        }
        return new Witness.Cycle("round", "G-single", history.operations(), edges);
    }

    @Test
    void each_transaction_is_a_node_and_each_reason_stands_beside_an_arrow() {
        String drawn = CyclePicture.of(cycle(SKEW, 2)).toString();
        assertThat(drawn.split("<rect", -1)).hasSize(3);
        assertThat(drawn.split("<polygon", -1)).hasSize(3);
        assertThat(drawn.split("<polyline", -1)).hasSize(2);
        assertThat(drawn)
                .contains("T1  process 0: txn", "T2  process 1: txn")
                .contains(">of reason 1</text>", ">of reason 2</text>")
                .contains("G-single as a graph");
    }

    @Test
    void a_cycle_of_many_transactions_is_cut_and_says_so() {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < 40; n++) {
            text.append("0 txn [[:append x ").append(n).append("]] -> ok\n");
        }
        String drawn = CyclePicture.of(cycle(HistoryNotation.parse(text.toString()), 40))
                .toString();
        assertThat(drawn.split("<rect", -1)).hasSize(13);
        assertThat(drawn).contains("28 more, which are not drawn; of reason 40");
    }

    @Test
    void what_a_transaction_holds_stays_text() {
        History hostile = HistoryNotation.parse("0 txn [[:append \"</svg><script>\" 1]] -> ok");
        assertThat(hostile.operations().getFirst().argument()).isInstanceOf(Value.Vec.class);
        assertThat(CyclePicture.of(cycle(hostile, 1)).toString())
                .doesNotContain("<script>")
                .contains("&lt;/svg&gt;");
    }
}
