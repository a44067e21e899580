package refute.kv.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.kv.NodeId;

/** What a node records is in its file at once, and whatever comes of the node. */
class TraceFileTest {
    private static final NodeState STATE = new NodeState(3, "n2", "leader", 41, 3, 40, 39);

    @TempDir
    Path folder;

    private static TraceEvent event(String name, Object... arguments) {
        return new TraceEvent(NodeId.of(1), name, STATE, arguments);
    }

    private List<String> lines() throws IOException {
        return Files.readString(folder.resolve("trace.ndjson"))
                .replace("\0", "")
                .lines()
                .toList();
    }

    private TraceFile open() throws IOException {
        return new TraceFile(folder.resolve("trace.ndjson"), () -> 81_250_000L);
    }

    @Test
    void an_event_is_a_line_of_json() throws IOException {
        try (TraceFile trace = open()) {
            trace.record(event(
                    "Odd",
                    "index",
                    9_223_372_036_854_775_807L,
                    "count",
                    0,
                    "on",
                    true,
                    "voters",
                    List.of("n1", "n2"),
                    "text",
                    "a\"\\\n\u00e9"));
        }
        assertThat(lines())
                .containsExactly(
                        "{\"seq\":1,\"at\":81250000,\"node\":\"n1\",\"ev\":\"Odd\",\"index\":9223372036854775807,\"count\":0,\"on\":true,"
                                + "\"voters\":[\"n1\",\"n2\"],\"text\":\"a\\\"\\\\\\n\u00e9\",\"s\":{\"term\":3,\"vote\":\"n2\","
                                + "\"role\":\"leader\",\"lastIndex\":41,\"lastTerm\":3,\"commit\":40,\"applied\":39}}");
    }

    @Test
    void it_is_there_before_the_file_is_closed_and_the_next_life_goes_on_behind_it() throws IOException {
        TraceFile killed = open();
        killed.record(event("Write"));
        assertThat(lines()).hasSize(1);
        try (TraceFile next = open()) {
            next.record(event("Restart"));
        }
        assertThat(lines()).hasSize(2);
        assertThat(lines().getLast()).contains("\"seq\":1,").contains("Restart");
        assertThat(Files.size(folder.resolve("trace.ndjson"))).isLessThan(1000);
    }

    @Test
    void a_line_that_a_kill_has_cut_off_goes() throws IOException {
        try (TraceFile trace = open()) {
            trace.record(event("Write"));
        }
        Files.writeString(
                folder.resolve("trace.ndjson"),
                Files.readString(folder.resolve("trace.ndjson")) + "{\"seq\":2,\"at\":8\0\0\0");
        open().close();
        assertThat(lines()).singleElement().asString().contains("Write");
    }

    @Test
    void a_long_trace_is_whole() throws IOException {
        int events = 3 * TraceFile.CHUNK_BYTES / 200;
        try (TraceFile trace = open()) {
            for (int i = 0; i < events; i++) {
                trace.record(event("Apply", "index", (long) i, "hash", Integer.toHexString(i)));
            }
        }
        assertThat(lines()).hasSize(events);
        assertThat(lines().getLast()).startsWith("{\"seq\":" + events + ",").endsWith("}}");
    }
}
