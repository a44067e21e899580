package refute.tree.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import refute.service.HostPort;
import refute.tree.TreeSettings;
import refute.tree.client.TransactionStep;
import refute.tree.client.TreeClient;
import refute.tree.client.TreeClient.Durability;
import refute.tree.client.TreeException;

@Timeout(60)
class TreeServerTest {
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @AfterEach
    void only_what_is_allowed_to_fail_a_disk_does() {
        System.clearProperty(FailingStorage.PROPERTY);
    }

    private TreeServer start(boolean reopens) throws IOException {
        return start(ANY, reopens);
    }

    private TreeServer startAt(int port) throws IOException {
        return start(new HostPort("127.0.0.1", port), false);
    }

    private TreeServer start(HostPort address, boolean reopens) throws IOException {
        return TreeServer.start(
                new ServerOptions(
                        folder.resolve("data"),
                        address,
                        Optional.empty(),
                        TreeSettings.DEFAULT.withSegmentBytes(64 << 10).withFlushEvery(Duration.ZERO),
                        reopens),
                failures::add);
    }

    private static TreeClient client(TreeServer server) {
        return TreeClient.connect("127.0.0.1:" + server.clientPort(), Duration.ofSeconds(10));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Optional<String> get(TreeClient client, String key) throws TreeException {
        return client.get("t", bytes(key), Durability.IN_MEMORY).value().map(value -> new String(value, UTF_8));
    }

    @Test
    void keys_are_put_compared_scanned_and_removed() throws Exception {
        try (TreeServer server = start(false);
                TreeClient client = client(server)) {
            assertThat(client.put("t", bytes("a"), bytes("1"), Durability.IN_MEMORY)
                            .value())
                    .isEmpty();
            assertThat(client.put("t", bytes("a"), bytes("2"), Durability.DURABLE)
                            .value())
                    .contains(bytes("1"));
            assertThat(client.compareAndSet("t", bytes("a"), bytes("1"), bytes("3"), Durability.IN_MEMORY)
                            .value())
                    .isFalse();
            assertThat(client.compareAndSet("t", bytes("b"), null, bytes("4"), Durability.IN_MEMORY)
                            .value())
                    .isTrue();
            assertThat(client.compareAndSet("t", bytes("b"), null, null, Durability.IN_MEMORY)
                            .value())
                    .isFalse();
            TreeClient.Page backwards = client.scan(
                            "t", new TreeClient.Range(bytes(""), bytes(""), true), 1, Durability.DURABLE)
                    .value();
            assertThat(backwards.more()).isTrue();
            assertThat(backwards.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.key()).isEqualTo(bytes("b")));
            assertThat(client.remove("t", bytes("b"), Durability.DURABLE).value())
                    .contains(bytes("4"));
            assertThat(get(client, "b")).isEmpty();
            assertThat(client.status(true).getProblemsList()).isEmpty();
            assertThat(client.status(false).getTreesList()).containsExactly("t");
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void what_was_answered_is_there_after_a_clean_stop_in_a_later_incarnation() throws Exception {
        long first;
        try (TreeServer server = start(false);
                TreeClient client = client(server)) {
            first = client.put("t", bytes("a"), bytes("1"), Durability.IN_MEMORY)
                    .incarnation();
        }
        try (TreeServer server = start(false);
                TreeClient client = client(server)) {
            assertThat(get(client, "a")).contains("1");
            assertThat(client.flush()).isGreaterThan(first);
        }
    }

    @Test
    void what_makes_no_sense_is_refused_and_surely_did_not_happen() throws Exception {
        try (TreeServer server = start(false);
                TreeClient client = client(server)) {
            TreeException tooLong = catchThrowableOfType(
                    TreeException.class, () -> client.put("t", new byte[100_000], bytes("1"), Durability.IN_MEMORY));
            assertThat(tooLong.kind()).isEqualTo(TreeException.Kind.TOO_LARGE);
            assertThat(tooLong.mayHaveHappened()).isFalse();
            TreeException noName = catchThrowableOfType(
                    TreeException.class, () -> client.put("", bytes("a"), bytes("1"), Durability.IN_MEMORY));
            assertThat(noName.kind()).isEqualTo(TreeException.Kind.INVALID);
            TreeException noLimit = catchThrowableOfType(
                    TreeException.class, () -> client.scan("t", TreeClient.Range.ALL, 0, Durability.IN_MEMORY));
            assertThat(noLimit.getMessage()).contains("limit of 1 to 100000");
        }
    }

    @Test
    void steps_on_several_trees_are_taken_together() throws Exception {
        try (TreeServer server = start(false);
                TreeClient client = client(server)) {
            client.put("t", bytes("a"), bytes("1"), Durability.IN_MEMORY);

            List<Optional<byte[]>> before = client.transact(
                            List.of(
                                    new TransactionStep.Append("t", bytes("a"), bytes("2")),
                                    new TransactionStep.Put("u", bytes("b"), bytes("3")),
                                    new TransactionStep.Get("t", bytes("a")),
                                    new TransactionStep.Remove("u", bytes("b")),
                                    new TransactionStep.Append("u", bytes("b"), bytes("4"))),
                            Durability.DURABLE)
                    .value();

            assertThat(before.stream()
                            .map(value ->
                                    value.map(its -> new String(its, UTF_8)).orElse("-")))
                    .containsExactly("1", "-", "12", "3", "-");
            assertThat(client.transact(List.of(new TransactionStep.Get("u", bytes("b"))), Durability.IN_MEMORY)
                            .value())
                    .singleElement()
                    .satisfies(value -> assertThat(value).contains(bytes("4")));
            TreeException none =
                    catchThrowableOfType(TreeException.class, () -> client.transact(List.of(), Durability.IN_MEMORY));
            assertThat(none.kind()).isEqualTo(TreeException.Kind.INVALID);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void a_subscriber_takes_each_change_under_its_prefix_once() throws Exception {
        try (TreeServer server = start(false);
                TreeClient client = client(server)) {
            long subscription = client.subscribe("t", bytes("a"), 3).value();
            client.put("t", bytes("a1"), bytes("1"), Durability.IN_MEMORY);
            client.put("t", bytes("b1"), bytes("2"), Durability.IN_MEMORY);
            client.remove("t", bytes("a2"), Durability.IN_MEMORY);
            client.remove("t", bytes("a1"), Durability.IN_MEMORY);

            assertThat(client.take(subscription, false).value().events().stream()
                            .map(event -> new String(event.key(), UTF_8) + "="
                                    + event.value()
                                            .map(its -> new String(its, UTF_8))
                                            .orElse("-")))
                    .containsExactly("a1=1", "a1=-");
            assertThat(client.take(subscription, true).value().events()).isEmpty();
            TreeException closed = catchThrowableOfType(TreeException.class, () -> client.take(subscription, false));
            assertThat(closed.kind()).isEqualTo(TreeException.Kind.NO_SUBSCRIPTION);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void who_lags_behind_takes_what_was_kept_and_is_told() throws Exception {
        try (TreeServer server = start(false);
                TreeClient client = client(server)) {
            long subscription = client.subscribe("t", bytes(""), 3).value();
            for (int i = 0; i < 5; i++) {
                client.put("t", bytes("a" + i), bytes("1"), Durability.IN_MEMORY);
            }

            assertThat(client.take(subscription, false).value().events()).hasSize(3);
            TreeException lagged = catchThrowableOfType(TreeException.class, () -> client.take(subscription, false));
            assertThat(lagged.kind()).isEqualTo(TreeException.Kind.LAGGED);
            TreeException tooMany =
                    catchThrowableOfType(TreeException.class, () -> client.subscribe("t", bytes(""), 100_001));
            assertThat(tooMany.kind()).isEqualTo(TreeException.Kind.INVALID);
        }
    }

    @Test
    void what_does_not_fit_into_one_answer_comes_with_the_next() throws Exception {
        try (TreeServer server = start(false);
                TreeClient client = client(server)) {
            long subscription = client.subscribe("t", bytes(""), 100).value();
            for (int i = 0; i < 11; i++) {
                client.put("t", bytes("a" + i), new byte[1 << 20], Durability.IN_MEMORY);
            }

            TreeClient.Taken first = client.take(subscription, false).value();
            TreeClient.Taken second = client.take(subscription, false).value();

            assertThat(first.more()).isTrue();
            assertThat(second.more()).isFalse();
            assertThat(first.events().size() + second.events().size()).isEqualTo(11);
        }
    }

    @Test
    void a_server_that_comes_back_answers_the_first_request() throws Exception {
        int port;
        TreeClient client;
        try (TreeServer server = start(false)) {
            port = server.clientPort();
            client = client(server);
            client.put("t", bytes("a"), bytes("1"), Durability.IN_MEMORY);
        }
        try (client) {
            TreeException away = catchThrowableOfType(TreeException.class, () -> get(client, "a"));
            assertThat(away.kind()).isEqualTo(TreeException.Kind.UNREACHABLE);
            try (TreeServer again = startAt(port)) {
                assertThat(again.clientPort()).isEqualTo(port);
                assertThat(get(client, "a")).contains("1");
            }
        }
    }

    @Test
    void nobody_listens_so_it_surely_did_not_happen() throws Exception {
        int port;
        try (TreeServer server = start(false)) {
            port = server.clientPort();
        }
        try (TreeClient client = TreeClient.connect("127.0.0.1:" + port, Duration.ofSeconds(2))) {
            TreeException gone = catchThrowableOfType(
                    TreeException.class, () -> client.put("t", bytes("a"), bytes("1"), Durability.DURABLE));
            assertThat(gone.kind()).isEqualTo(TreeException.Kind.UNREACHABLE);
            assertThat(gone.mayHaveHappened()).isFalse();
        }
    }

    @Test
    void a_folder_that_is_in_use_is_refused() throws Exception {
        try (TreeServer server = start(false)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> start(false))
                    .withMessageContaining("in use");
            assertThat(server.clientPort()).isPositive();
        }
    }

    @Test
    void when_the_disk_fails_the_server_says_so_once_and_takes_nothing_more() throws Exception {
        System.setProperty(FailingStorage.PROPERTY, "60");
        try (TreeServer server = startInSpiteOfErrors(false);
                TreeClient client = client(server)) {
            TreeException failed = untilItFails(client);
            assertThat(failed.kind()).isEqualTo(TreeException.Kind.DISK_FAILED);
            assertThat(failed.mayHaveHappened()).isTrue();
            assertThat(failures).hasSize(1);
            TreeException next = catchThrowableOfType(TreeException.class, () -> get(client, "k0"));
            assertThat(next.kind()).isEqualTo(TreeException.Kind.DISK_FAILED);
        }
    }

    @Test
    void a_server_that_opens_its_store_anew_has_what_was_durable() throws Exception {
        System.setProperty(FailingStorage.PROPERTY, "60");
        try (TreeServer server = startInSpiteOfErrors(true);
                TreeClient client = client(server)) {
            int durable = 0;
            for (int failed = 0; failed < 3; ) {
                try {
                    client.put("t", bytes("k" + durable), bytes("v" + durable), Durability.DURABLE);
                    durable++;
                } catch (TreeException e) {
                    assertThat(e.kind()).isIn(TreeException.Kind.DISK_FAILED, TreeException.Kind.STOPPING);
                    failed++;
                    untilItAnswers(client);
                }
            }
            System.clearProperty(FailingStorage.PROPERTY);
            untilItAnswers(client);
            List<TreeClient.KeyAndValue> all = client.scan("t", TreeClient.Range.ALL, 10_000, Durability.IN_MEMORY)
                    .value()
                    .entries();
            assertThat(all).hasSizeGreaterThanOrEqualTo(durable);
        }
        assertThat(failures).isEmpty();
    }

    /** Opening a store makes calls, too. */
    private TreeServer startInSpiteOfErrors(boolean reopens) throws IOException {
        for (int tries = 0; ; tries++) {
            try {
                return start(reopens);
            } catch (IOException | RuntimeException e) {
                assertThat(tries).isLessThan(1000);
            }
        }
    }

    private static TreeException untilItFails(TreeClient client) {
        for (int i = 0; i < 100_000; i++) {
            String key = "k" + i;
            TreeException failed = catchThrowableOfType(
                    TreeException.class, () -> client.put("t", bytes(key), bytes("v"), Durability.DURABLE));
            if (failed != null) {
                return failed;
            }
        }
        throw new AssertionError("the disk does not fail");
    }

    private static void untilItAnswers(TreeClient client) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (catchThrowableOfType(TreeException.class, () -> get(client, "k0")) != null) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void metrics_tell_what_was_done() throws Exception {
        HostPort metrics = new HostPort("127.0.0.1", freePort());
        try (TreeServer server = TreeServer.start(
                        new ServerOptions(
                                folder.resolve("data"), ANY, Optional.of(metrics), TreeSettings.DEFAULT, false),
                        failures::add);
                TreeClient client = client(server);
                HttpClient http = HttpClient.newHttpClient()) {
            client.put("t", bytes("a"), bytes("1"), Durability.DURABLE);
            String page = http.send(
                            HttpRequest.newBuilder(URI.create("http://" + metrics + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(page)
                    .contains("refute_tree_writes_total 1\n", "refute_tree_flushes_total 1\n", "refute_tree_open 1\n")
                    .contains("# TYPE refute_tree_live_bytes gauge");
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
