package refute.kv.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import refute.kv.Bytes;
import refute.kv.MalformedBytesException;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.state.Operation.Condition;
import refute.kv.state.Operation.Step;

class StateMachineTest {
    private static final Bytes K = Bytes.utf8("k");
    private static final Bytes L = Bytes.utf8("l");
    private static final Bytes A = Bytes.utf8("a");
    private static final Bytes B = Bytes.utf8("b");

    private final StateMachine machine = new StateMachine();
    private long index;

    @Test
    void a_key_has_its_last_value_and_the_index_that_wrote_it() {
        apply(new Operation.Put(K, A));
        apply(new Operation.Put(K, B));

        assertThat(get(K)).contains(new Versioned(K, B, 2));
        assertThat(get(L)).isEmpty();
    }

    @Test
    void compare_and_set_knows_absence_on_both_sides() {
        assertThat(cas(Optional.of(A), Optional.of(B))).isFalse();
        assertThat(cas(Optional.empty(), Optional.of(A))).isTrue();
        assertThat(cas(Optional.empty(), Optional.of(B))).isFalse();
        assertThat(cas(Optional.of(A), Optional.of(B))).isTrue();
        assertThat(cas(Optional.of(B), Optional.empty())).isTrue();
        assertThat(get(K)).isEmpty();
    }

    @Test
    void deleting_says_whether_the_key_was_there() {
        apply(new Operation.Put(K, A));

        assertThat(((Result.Written) apply(new Operation.Delete(K))).succeeded())
                .isTrue();
        assertThat(((Result.Written) apply(new Operation.Delete(K))).succeeded())
                .isFalse();
    }

    @Test
    void a_transaction_does_one_list_of_steps_at_one_index() {
        apply(new Operation.Put(K, A));
        Operation.Transaction transaction = new Operation.Transaction(
                List.of(new Condition.ValueIs(K, A), new Condition.Absent(L), new Condition.RevisionIs(K, 1)),
                List.of(new Step.Get(K), new Step.Put(L, B), new Step.Delete(K), new Step.Get(K)),
                List.of(new Step.Get(L)));

        Result first = apply(transaction);
        Result second = apply(transaction);

        assertThat(first)
                .isEqualTo(new Result.Written(2, true, List.of(Optional.of(new Versioned(K, A, 1)), Optional.empty())));
        assertThat(second).isEqualTo(new Result.Written(3, false, List.of(Optional.of(new Versioned(L, B, 2)))));
        assertThat(machine.changesAt(2))
                .containsExactly(new Change(L, Optional.of(B)), new Change(K, Optional.empty()));
    }

    @Test
    void offsets_are_dense_and_stay_when_the_beginning_is_trimmed() {
        for (int i = 0; i < 5; i++) {
            assertThat(apply(new Operation.Append(K, A))).isEqualTo(new Result.Appended(i + 1, i));
        }
        assertThat(apply(new Operation.Append(L, A))).isEqualTo(new Result.Appended(6, 0));
        assertThat(apply(new Operation.Trim(K, 3))).isEqualTo(new Result.Trimmed(7, 3));
        assertThat(apply(new Operation.Trim(K, 100))).isEqualTo(new Result.Trimmed(8, 5));
        assertThat(apply(new Operation.Append(K, B))).isEqualTo(new Result.Appended(9, 5));
        assertThat(machine.query(new Query.ReadLog(K, 0, 10)))
                .isEqualTo(new Answer.LogRead(5, 6, 5, List.of(B), false));
    }

    @Test
    void a_scan_is_bounded_in_range_and_number() {
        for (String key : List.of("d", "a", "c", "b")) {
            apply(new Operation.Put(Bytes.utf8(key), A));
        }
        Answer.Scanned scanned = (Answer.Scanned) machine.query(new Query.Scan(Bytes.utf8("b"), Bytes.utf8("d"), 10));
        assertThat(scanned.found()).extracting(Versioned::key).containsExactly(Bytes.utf8("b"), Bytes.utf8("c"));
        assertThat(scanned.more()).isFalse();

        Answer.Scanned cut = (Answer.Scanned) machine.query(new Query.Scan(Bytes.EMPTY, Bytes.EMPTY, 3));
        assertThat(cut.found()).hasSize(3);
        assertThat(cut.more()).isTrue();
    }

    @Test
    void a_command_of_a_session_happens_once() {
        long client = ((Result.SessionOpened) apply(new Operation.OpenSession())).client();
        Command append = new Command(client, 1, new Operation.Append(K, A));

        assertThat(apply(append)).isEqualTo(new Result.Appended(2, 0));
        assertThat(apply(append)).isEqualTo(new Result.Appended(2, 0));
        assertThat(apply(new Command(client, 2, new Operation.Append(K, A)))).isEqualTo(new Result.Appended(4, 1));
        assertThat(apply(append)).isEqualTo(new Result.SessionStale(2));
        assertThat(machine.nextOffset(K)).isEqualTo(2);
    }

    @Test
    void a_session_ends_by_an_entry_and_is_unknown_then() {
        long idle = ((Result.SessionOpened) apply(new Operation.OpenSession())).client();
        long busy = ((Result.SessionOpened) apply(new Operation.OpenSession())).client();
        apply(new Command(busy, 1, new Operation.Put(K, A)));

        assertThat(machine.hasSessionIdleSince(3)).isTrue();
        assertThat(apply(new Operation.ExpireSessions(3))).isEqualTo(new Result.SessionsExpired(1));
        assertThat(apply(new Command(idle, 1, new Operation.Put(K, B)))).isEqualTo(new Result.SessionUnknown());
        assertThat(apply(new Command(busy, 2, new Operation.Put(K, B)))).isInstanceOf(Result.Written.class);
    }

    @Test
    void beyond_the_bound_the_idlest_session_gives_way() {
        for (int i = 0; i <= StateMachine.SESSIONS_MAX; i++) {
            apply(new Operation.OpenSession());
        }
        assertThat(machine.sessionCount()).isEqualTo(StateMachine.SESSIONS_MAX);
        assertThat(apply(new Command(1, 1, new Operation.Put(K, A)))).isEqualTo(new Result.SessionUnknown());
    }

    @Test
    void old_changes_are_forgotten_and_it_is_known_which() {
        for (int i = 0; i < StateMachine.HISTORY_MAX + 5; i++) {
            apply(new Operation.Put(K, A));
        }
        assertThat(machine.compacted()).isEqualTo(5);
        assertThat(machine.changesAt(5)).isEmpty();
        assertThat(machine.changesAt(6)).hasSize(1);
    }

    @Test
    void an_image_in_frames_is_the_same_state() {
        StateMachine copy = StateMachine.of(throughFrames(full(), Mutants.NONE));

        assertThat(copy.hash()).isEqualTo(machine.hash());
        assertThat(bytes(copy.freeze(), Mutants.NONE)).isEqualTo(bytes(machine.freeze(), Mutants.NONE));
        assertThat(copy.sessionCount()).isEqualTo(1);
    }

    @Test
    void with_the_mutant_the_sessions_are_not_in_the_image() {
        assertThat(StateMachine.of(throughFrames(full(), Mutants.of(Mutant.M15)))
                        .sessionCount())
                .isZero();
    }

    @Test
    void two_machines_that_differ_show_other_hashes() {
        StateMachine other = new StateMachine();
        Command put = Command.of(new Operation.Put(K, A));
        machine.apply(1, put, put.encode());
        other.apply(2, put, put.encode());

        assertThat(machine.hash()).isNotEqualTo(other.hash());
    }

    @Test
    void a_command_cut_at_any_byte_is_malformed() {
        Bytes whole = new Command(
                        7,
                        3,
                        new Operation.Transaction(
                                List.of(new Condition.ValueIs(K, A), new Condition.Absent(L)),
                                List.of(new Step.Put(K, B)),
                                List.of(new Step.Get(K))))
                .encode();
        assertThat(Command.decode(whole).encode()).isEqualTo(whole);
        for (int length = 0; length < whole.size(); length++) {
            Bytes cut = Bytes.owning(java.util.Arrays.copyOf(whole.shared(), length));
            assertThatThrownBy(() -> Command.decode(cut)).isInstanceOf(MalformedBytesException.class);
        }
    }

    private StateImage full() {
        apply(new Operation.OpenSession());
        apply(new Command(1, 1, new Operation.Append(K, Bytes.owning(new byte[300_000]))));
        for (int i = 0; i < 5000; i++) {
            apply(new Operation.Put(Bytes.utf8("key " + i % 1000), Bytes.owning(new byte[i % 500])));
        }
        apply(new Operation.Delete(Bytes.utf8("key 7")));
        return machine.freeze();
    }

    private static StateImage throughFrames(StateImage image, Mutants mutants) {
        ImageAssembly assembly = StateImage.assemble();
        bytes(image, mutants).forEach(assembly::accept);
        return assembly.finish();
    }

    private static List<Bytes> bytes(StateImage image, Mutants mutants) {
        List<Bytes> frames = new ArrayList<>();
        for (Iterator<Bytes> each = image.frames(mutants); each.hasNext(); ) {
            frames.add(each.next());
        }
        return frames;
    }

    private Result apply(Operation operation) {
        return apply(Command.of(operation));
    }

    private Result apply(Command command) {
        return machine.apply(++index, command, command.encode());
    }

    private boolean cas(Optional<Bytes> expected, Optional<Bytes> replacement) {
        return ((Result.Written) apply(new Operation.CompareAndSet(K, expected, replacement))).succeeded();
    }

    private Optional<Versioned> get(Bytes key) {
        return ((Answer.Got) machine.query(new Query.Get(key))).versioned();
    }
}
