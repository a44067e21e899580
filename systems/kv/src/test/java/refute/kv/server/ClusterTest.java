package refute.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import refute.kv.Bytes;
import refute.kv.client.KvClient;
import refute.kv.client.KvException;
import refute.kv.client.KvSession;
import refute.kv.client.KvWatch;
import refute.kv.raft.Consistency;
import refute.kv.state.Operation;
import refute.kv.wire.v1.MemberInfo;
import refute.kv.wire.v1.StatusReply;

/** Three real servers, each a process, on loopback. */
@Timeout(180)
class ClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<ServerProcess> servers = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        for (int id = 1; id <= 3; id++) {
            servers.add(new ServerProcess(id, folder.resolve("n" + id)));
        }
        for (ServerProcess server : servers) {
            server.start(founders());
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(ServerProcess::close);
    }

    @Test
    void a_cluster_serves_loses_its_leader_takes_a_member_and_stops() throws Exception {
        try (KvClient client = KvClient.connect(addresses(), Duration.ofSeconds(2))) {
            KvSession session = openSession(client);
            for (int i = 0; i < 300; i++) {
                session.write(new Operation.Put(key(i), Bytes.utf8("value " + i)), PATIENCE);
            }
            StatusReply before = client.status();

            ServerProcess leader = servers.get(before.getLeader() - 1);
            leader.kill();
            session.write(new Operation.Put(key(0), Bytes.utf8("after the crash")), PATIENCE);

            assertThat(client.get(key(299)).orElseThrow().value()).isEqualTo(Bytes.utf8("value 299"));
            leader.start(founders());
            addMember(client);
            assertEverybodyHasTheSame();
            assertThat(revisionsSince(client, before.getApplied())).isNotEmpty().isSorted();
        }
        for (ServerProcess server : servers) {
            assertThat(server.stop()).isIn(0, 143);
        }
    }

    private void addMember(KvClient client) throws Exception {
        ServerProcess added = new ServerProcess(4, folder.resolve("n4"));
        servers.add(added);
        added.start(List.of("--join"));
        MemberInfo info = MemberInfo.newBuilder()
                .setId(4)
                .setPeerAddress(added.peerAddress())
                .setClientAddress(added.clientAddress())
                .build();
        // An attempt that timed out may have happened; then the next one is refused, and what counts is who is a
        // member.
        retry(() -> has(client, 4, false) || !client.addLearner(info).isEmpty());
        retry(() -> has(client, 4, true) || !client.promote(4).isEmpty());
        assertThat(retry(client::status).getMembersList()).hasSize(4).allMatch(MemberInfo::getVoter);
    }

    private static boolean has(KvClient client, int id, boolean voter) throws KvException {
        return client.status().getMembersList().stream()
                .anyMatch(member -> member.getId() == id && (member.getVoter() || !voter));
    }

    private void assertEverybodyHasTheSame() throws Exception {
        for (ServerProcess server : servers) {
            try (KvClient one = KvClient.connectOnlyTo(List.of(server.clientAddress()), Duration.ofSeconds(5))) {
                Optional<Bytes> value = retry(() -> one.get(key(0), Consistency.LINEARIZABLE))
                        .answer()
                        .versioned()
                        .map(found -> found.value());
                assertThat(value).contains(Bytes.utf8("after the crash"));
            }
        }
    }

    private static List<Long> revisionsSince(KvClient client, long revision) throws KvException {
        List<Long> revisions = new ArrayList<>();
        try (KvWatch watch = client.watch(Bytes.EMPTY, Bytes.EMPTY, revision - 10)) {
            for (int i = 0; i < 5; i++) {
                revisions.add(watch.next().revision());
            }
        }
        return revisions;
    }

    private KvSession openSession(KvClient client) throws Exception {
        return retry(client::openSession);
    }

    private interface Attempt<T> {
        T run() throws KvException;
    }

    private static <T> T retry(Attempt<T> attempt) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return attempt.run();
            } catch (KvException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000L);
            }
        }
    }

    private static Bytes key(int i) {
        return Bytes.utf8("key " + i);
    }

    private List<String> addresses() {
        return servers.stream().map(ServerProcess::clientAddress).toList();
    }

    private List<String> founders() {
        return servers.stream().limit(3).map(ServerProcess::memberFlag).toList();
    }
}
