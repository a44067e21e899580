package refute.harness.world.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLogTest {
    @TempDir
    Path folder;

    @Test
    void what_is_printed_is_in_the_file_and_its_ends_are_remembered() {
        NodeLog log = copied(
                IntStream.rangeClosed(1, 40).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining()));
        assertThat(log.file()).content().startsWith("line 1\n").endsWith("line 40\n");
        assertThat(log.ends())
                .hasSize(17)
                .startsWith("line 1", "line 2", "line 3", "line 4", "…", "line 29")
                .endsWith("line 40");
    }

    @Test
    void a_short_log_is_told_whole_and_no_line_twice() {
        assertThat(copied("a\nb\n\nc").ends()).containsExactly("a", "b", "c");
        assertThat(copied(IntStream.rangeClosed(1, 14).mapToObj(i -> i + "\n").collect(Collectors.joining()))
                        .ends())
                .hasSize(14)
                .doesNotContain("…");
    }

    @Test
    void lines_of_trouble_are_alarms_with_the_name_of_their_file() {
        NodeLog log = copied("fine\npanic: index out of range\n{\"level\":\"fatal\",\"msg\":\"x\"}\n");
        assertThat(log.alarms())
                .containsExactly("log.txt: panic: index out of range", "log.txt: {\"level\":\"fatal\",\"msg\":\"x\"}");
    }

    @Test
    void an_endless_line_does_not_fill_the_memory_and_control_characters_do_not_reach_the_terminal() {
        NodeLog log = copied("x".repeat(100_000) + "\n\u001b[31mred\n");
        assertThat(log.ends()).containsExactly("x".repeat(400), "[31mred");
    }

    @Test
    void past_its_bound_the_file_does_not_grow() throws Exception {
        NodeLog log = NodeLog.in(folder.resolve("big.txt"));
        byte[] megabyte = "y".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 40; i++) {
            log.append(megabyte, megabyte.length);
        }
        log.end();
        assertThat(Files.size(log.file())).isBetween(NodeLog.BYTES_MAX, NodeLog.BYTES_MAX + 100);
    }

    private NodeLog copied(String output) {
        NodeLog log = NodeLog.copying(
                new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)), folder.resolve("log.txt"));
        log.awaitEnd();
        return log;
    }
}
