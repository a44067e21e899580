package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EtcdRaftCorruptionsTest {
    @Test
    void list() throws IOException {
        String file = System.getProperty("refute.raft-trace.file", "");
        List<String> lines = file.isEmpty() ? Traces.lines(Traces.LIBRARY) : Files.readAllLines(Path.of(file));
        List<TraceEvent> events = Traces.events(Traces.ETCD_RAFT, lines);
        Cast cast = Traces.cast(Traces.ETCD_RAFT, lines);
        Random random = new Random(20261201);
        Map<String, Integer> legal = new TreeMap<>();
        Map<String, Integer> kinds = new TreeMap<>();
        int count = Integer.getInteger("refute.trace.corruptions", 500);
        try (EventJudge judge = EventJudge.open(Traces.ETCD_RAFT, cast)) {
            for (int i = 0; i < count; i++) {
                Corruption one = Corruption.draw(random, Traces.ETCD_RAFT.vocabulary(), events, cast);
                List<TraceEvent> bad = one.of(events, events.size());
                kinds.merge(one.kind().name(), 1, Integer::sum);
                if (judge.explained(bad) == bad.size()) {
                    TraceEvent there = events.get((one.kind() == Corruption.Kind.DOUBLE ? one.at() - 1 : one.at()) - 1);
                    String what = one.kind() + " " + there.name() + (there.arguments().size() > 2 ? " " + there.arguments().getFirst() : "");
                    if (one.kind() == Corruption.Kind.SWAP) {
                        TraceEvent next = events.get(one.at());
                        what = "SWAP " + (there.node().equals(next.node()) ? "same " + there.name() + " " + next.name() : "other");
                    }
                    if (one.kind() == Corruption.Kind.CHANGE) {
                        what += " " + there.arguments() + there.state() + "->" + one.event().arguments() + one.event().state();
                    }
                    legal.merge(what, 1, Integer::sum);
                }
            }
        }
        System.out.println(kinds + " legal " + legal.values().stream().mapToInt(x -> x).sum());
        legal.forEach((what, n) -> System.out.println("  " + n + " " + what));
        assertThat(legal).isEmpty();
    }
}
