package refute.systems.atom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.history.Value;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.Reads;
import refute.harness.system.Reply;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.MemoryWorld;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

class AtomTest {
    private static final Value KEY = Value.of("x");

    private final SystemInstance atom = new Atom().prepare(SystemOptions.standard(), MemoryWorld.NAME);

    @Test
    void it_is_found_by_its_name() {
        assertThat(ServiceLoader.load(SystemUnderTest.class).stream()
                        .map(provider -> provider.get().name()))
                .contains("atom");
    }

    @Test
    void a_register_that_was_never_written_holds_nil() {
        assertThat(answer(registers(atom).read(KEY))).isEqualTo(Reply.ok(Value.NIL));
    }

    @Test
    void what_one_client_writes_another_reads() {
        registers(atom).write(KEY, Value.of(1));
        assertThat(answer(registers(atom).read(KEY))).isEqualTo(Reply.ok(Value.of(1)));
    }

    @Test
    void compare_and_set_writes_only_over_what_it_expects() {
        RegisterClient client = registers(atom);
        client.write(KEY, Value.of(1));
        assertThat(answer(client.compareAndSet(KEY, Value.of(2), Value.of(3))))
                .isEqualTo(Reply.fail(RegisterClient.DID_NOT_MATCH));
        assertThat(answer(client.compareAndSet(KEY, Value.of(1), Value.of(3))))
                .isEqualTo(Reply.ok(Value.pair(Value.of(1), Value.of(3))));
        assertThat(answer(client.read(KEY))).isEqualTo(Reply.ok(Value.of(3)));
    }

    @Test
    void what_is_added_to_the_set_is_read() {
        SetClient client = atom.connect(SetClient.class, connection());
        client.add(Value.of(1));
        client.add(Value.of(2));
        assertThat(answer(client.read())).isEqualTo(Reply.ok(Value.of(List.of(Value.of(1), Value.of(2)))));
    }

    @Test
    void the_mutant_acknowledges_writes_that_it_does_not_store() {
        RegisterClient client = registers(mutant());
        List<Long> forgotten = LongStream.range(0, 100)
                .filter(n -> {
                    boolean acknowledged = answer(client.write(KEY, Value.of(n))) instanceof Reply.Ok;
                    return acknowledged && !answer(client.read(KEY)).equals(Reply.ok(Value.of(n)));
                })
                .boxed()
                .toList();
        assertThat(forgotten).hasSize(10);
    }

    @Test
    void the_mutant_loses_elements_of_the_set() {
        SetClient client = mutant().connect(SetClient.class, connection());
        LongStream.range(0, 100).forEach(n -> client.add(Value.of(n)));
        assertThat(answer(client.read()))
                .isInstanceOfSatisfying(
                        Reply.Ok.class,
                        ok -> assertThat(((Value.Vec) ok.value()).items()).hasSize(90));
    }

    @Test
    void what_it_does_not_have_is_refused_all_at_once() {
        SystemOptions options = SystemOptions.standard()
                .withVersion("2")
                .withBinary("/bin/true")
                .withImage("atom")
                .withFlag("fast", "yes")
                .withMutant("M07");
        assertThatThrownBy(() -> new Atom().prepare(options, MemoryWorld.NAME))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.problems()).hasSize(5));
    }

    private static SystemInstance mutant() {
        return new Atom().prepare(SystemOptions.standard().withMutant(Atom.FORGETS_WRITES), MemoryWorld.NAME);
    }

    private static RegisterClient registers(SystemInstance atom) {
        return atom.connect(RegisterClient.class, connection());
    }

    private static Connection connection() {
        return new Connection(new NodeId(1), new Endpoint("memory", 0), Duration.ofSeconds(1), Reads.LINEARIZABLE);
    }

    private static Reply answer(CompletionStage<Reply> stage) {
        return stage.toCompletableFuture().join();
    }
}
