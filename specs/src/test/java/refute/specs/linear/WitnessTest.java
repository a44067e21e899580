package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.FailedCas;
import refute.specs.model.Model;
import refute.specs.model.VersionedRegisterModel;

/** The witness of a register tells its story and proves it alone. */
class WitnessTest {
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(20), 1L << 28, 1);
    private static final CasRegisterModel MODEL = new CasRegisterModel();
    private static final int CLIENTS = 5;
    private static final int STEPS = 2_000;

    private static Witness.Unlinearizable witness(String notation) {
        return witness(MODEL, notation);
    }

    private static <S> Witness.Unlinearizable witness(Model<S> model, String notation) {
        History history = HistoryNotation.parse(notation);
        Witness.Unlinearizable witness = (Witness.Unlinearizable) LinearizabilityChecker.of(model)
                .judge(history, BUDGET)
                .result()
                .witnesses()
                .getFirst();
        assertThat(WitnessVerifier.objection(model, witness)).isEmpty();
        return witness;
    }

    private static List<Integer> indexes(Witness witness) {
        return witness.operations().stream().map(Operation::index).toList();
    }

    @Test
    void a_stale_read_is_shown_with_the_write_it_saw_and_the_one_it_missed() {
        Witness.Unlinearizable witness = witness("""
                0 write 3 -> ok
                0 write 4 -> ok
                1 read -> ok 4
                1 write 5 -> ok
                2 read -> ok 5
                3 read -> ok 4
                """);
        assertThat(indexes(witness)).containsExactly(2, 6, 10);
        assertThat(witness.sentence())
                .isEqualTo(
                        "process 3's read -> 4, from 0.010 s to 0.011 s, fits nowhere: before it, the state can only have been 5;"
                                + " process 0's write 4, acknowledged at 0.003 s, was overwritten by process 1's write 5, from 0.006 s"
                                + " to 0.007 s, and nobody else wrote 4");
    }

    @Test
    void a_revision_that_does_not_fit_is_told_beside_the_value_that_does() {
        Witness.Unlinearizable witness =
                witness(new VersionedRegisterModel(), "0 write 4 -> ok 4 rev 5; 3 read -> ok 4 rev 6");

        assertThat(witness.sentence()).startsWith("process 3's read -> 4 at revision 6, from");
        assertThat(witness.attempts().getFirst().obstacle()).startsWith("read -> 4 at revision 6 does not fit");
    }

    @Test
    void a_read_of_the_beginning_is_shown_with_the_write_it_missed() {
        Witness.Unlinearizable witness = witness("0 write 4 -> ok; 3 read -> ok nil");
        assertThat(indexes(witness)).containsExactly(0, 2);
        assertThat(witness.sentence())
                .endsWith("process 0's write 4 was acknowledged at 0.001 s, and nobody wrote nil");
    }

    @Test
    void a_value_that_nobody_wrote_needs_no_company() {
        Witness.Unlinearizable witness = witness("0 write 4 -> ok; 3 read -> ok 7");
        assertThat(indexes(witness)).containsExactly(2);
        assertThat(witness.sentence()).endsWith("nobody had written 7 by then");
    }

    @Test
    void everyone_who_may_have_written_the_value_is_in_the_witness_even_of_unknown_outcome() {
        Witness.Unlinearizable witness = witness("""
                0 write 4 -> info
                1 write 4 -> ok
                2 write 5 -> ok
                3 read -> ok 4
                3 write 6 -> ok
                3 read -> ok 4
                """);
        assertThat(indexes(witness)).contains(0, 2);
    }

    @Test
    void the_verifier_names_who_is_missing() {
        History history = HistoryNotation.parse("0 write 4 -> ok; 1 write 5 -> ok; 3 read -> ok 4");
        List<Operation> all = history.operations();
        Witness.Unlinearizable alone = new Witness.Unlinearizable(
                "", MODEL.name(), Value.NIL, List.of(all.get(2)), List.of(all.get(2)), all.get(2), List.of(), true);
        assertThat(WitnessVerifier.objection(MODEL, alone)).isEmpty();
        assertThat(WitnessVerifier.missing(MODEL, alone, all)).contains(all.get(0));
    }

    @Test
    void where_a_value_has_too_many_writers_the_smallest_part_has_to_do() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2 * WitnessVerifier.OPERATIONS_MAX; i++) {
            text.append("0 write 4 -> ok; 0 write 5 -> ok\n");
        }
        Witness.Unlinearizable witness = witness(text + "1 read -> ok 4\n");
        assertThat(witness.operations()).hasSizeLessThan(WitnessVerifier.OPERATIONS_MAX);
        assertThat(witness.sentence()).doesNotContain("nobody");
    }

    @Test
    void a_failed_compare_and_set_that_observed_another_value_is_shown_with_every_change() {
        CasRegisterModel observing = new CasRegisterModel(Value.NIL, FailedCas.OBSERVATION);
        History history = HistoryNotation.parse("0 write 1 -> ok; 0 write 2 -> ok; 0 cas [2 3] -> fail");
        Witness.Unlinearizable witness = (Witness.Unlinearizable) LinearizabilityChecker.of(observing)
                .judge(history, BUDGET)
                .result()
                .witnesses()
                .getFirst();
        assertThat(indexes(witness)).containsExactly(0, 2, 4);
        assertThat(WitnessVerifier.missing(observing, witness, history.operations()))
                .isEmpty();
    }

    /** The part that has to be made smaller is as hard to judge as the whole: crashed writes of few values, over and over. */
    @Test
    void a_violation_among_many_crashed_writes_of_few_values_is_made_small() {
        Histories history = Histories.history();
        RandomGenerator random = new Seed(41).random();
        int[] process = IntStream.range(0, CLIENTS).toArray();
        Value[] writing = new Value[CLIENTS];
        Value[] read = new Value[CLIENTS];
        Value register = Value.NIL;
        for (int step = 0; step < STEPS; step++) {
            int client = random.nextInt(CLIENTS);
            if (writing[client] != null) {
                boolean crashes = random.nextInt(10) == 0;
                register = crashes && random.nextBoolean() ? register : writing[client];
                if (crashes) {
                    history.info(process[client], "write");
                    process[client] += CLIENTS;
                } else {
                    history.ok(process[client], "write", writing[client]);
                }
                writing[client] = null;
            } else if (read[client] != null) {
                history.ok(process[client], "read", read[client]);
                read[client] = null;
            } else if (random.nextBoolean()) {
                writing[client] = Value.of(random.nextInt(4));
                history.invoke(process[client], "write", writing[client]);
            } else {
                history.invoke(process[client], "read", Value.NIL);
                read[client] = register;
            }
        }
        history.invoke(100_000, "write", Value.of(8)).ok(100_000, "write", Value.of(8));
        history.invoke(100_000, "write", Value.of(9)).ok(100_000, "write", Value.of(9));
        history.invoke(100_001, "read", Value.NIL).ok(100_001, "read", Value.of(8));
        Witness.Unlinearizable witness = (Witness.Unlinearizable) LinearizabilityChecker.of(MODEL)
                .judge(history.build(), BUDGET)
                .result()
                .witnesses()
                .getFirst();
        assertThat(witness.minimal()).isTrue();
        assertThat(witness.operations()).hasSize(3);
        assertThat(WitnessVerifier.objection(MODEL, witness)).isEmpty();
    }
}
