package refute.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;

class HistoryFileTest {
    private static final History SOME = HistoryNotation.parse("""
            0 write[x] 1 -> ok rev 5
            1 read[x]
            0 write[y] 70000 -> fail ! compare failed
            nemesis kill "n1" -> info "killed"
            1 ok 1 rev 5
            2 append[y] [1 "zwei" :drei {:a 1.5}] -> info ! timeout
            """);

    @TempDir
    Path folder;

    @Property(tries = 300)
    void what_is_written_is_read_back(@ForAll("histories") History history) throws IOException {
        assertThat(read(bytes(history), true).history().entries()).isEqualTo(history.entries());
    }

    @Property(tries = 100)
    void a_part_of_a_history_keeps_its_indexes(@ForAll("histories") History history) throws IOException {
        History part = history.where(at -> history.index(at) % 3 != 0);
        assertThat(read(bytes(part), true).history().entries()).isEqualTo(part.entries());
    }

    @Test
    void every_prefix_of_a_file_is_readable_and_gives_a_prefix_of_the_history() throws IOException {
        byte[] bytes = bytesInBlocksOf(SOME, 2);
        for (int length = 0; length <= bytes.length; length++) {
            Reading reading = read(Arrays.copyOf(bytes, length), true);
            assertThat(reading.history().entries())
                    .isEqualTo(SOME.entries().subList(0, reading.history().size()));
            if (length == bytes.length) {
                assertThat(reading.notes()).isEmpty();
                assertThat(reading.history().size()).isEqualTo(SOME.size());
            }
        }
    }

    @Test
    void every_corruption_of_one_byte_is_refused_or_leaves_a_prefix() throws IOException {
        byte[] bytes = bytesInBlocksOf(SOME, 3);
        for (int at = 0; at < bytes.length; at++) {
            for (int flip = 1; flip < 256; flip++) {
                byte[] corrupt = bytes.clone();
                corrupt[at] ^= (byte) flip;
                try {
                    List<Entry> entries = read(corrupt, true).history().entries();
                    assertThat(entries).isEqualTo(SOME.entries().subList(0, entries.size()));
                } catch (BadInput refused) {
                    assertThat(refused.problems()).hasSize(1);
                }
            }
        }
    }

    @Test
    void damage_in_the_middle_is_told_with_its_place_and_what_stands_before_it_can_be_read() throws IOException {
        byte[] bytes = bytesInBlocksOf(SOME, 4);
        bytes[bytes.length - 1] ^= 1;
        assertThatThrownBy(() -> read(bytes, true)).isInstanceOf(BadInput.class).hasMessageContaining("block at byte");
        Reading prefix = read(bytes, false);
        assertThat(prefix.history().entries()).isEqualTo(SOME.entries().subList(0, 8));
        assertThat(prefix.notes()).singleElement().asString().contains("damage");
    }

    @Test
    void a_cut_record_is_dropped_and_said() throws IOException {
        byte[] bytes = bytesInBlocksOf(SOME, 4);
        Reading reading = read(Arrays.copyOf(bytes, bytes.length - 1), true);
        assertThat(reading.history().size()).isEqualTo(8);
        assertThat(reading.notes()).singleElement().asString().contains("cut in its middle");
    }

    @Test
    void a_newer_version_is_refused_by_its_number() throws IOException {
        byte[] bytes = bytes(SOME);
        bytes[6] = 2;
        assertThatThrownBy(() -> read(bytes, true)).isInstanceOf(BadInput.class).hasMessageContaining("version 2");
    }

    @Test
    void a_history_is_readable_while_it_is_being_written() throws IOException {
        Path file = folder.resolve(HistoryFile.NAME);
        try (HistoryWriter writer = HistoryWriter.create(file, System::nanoTime)) {
            Entry invocation = writer.invoke(new ProcessId(0), "read", Value.NIL, Value.NIL);
            writer.flush();
            assertThat(HistoryFile.read(file).history().size()).isEqualTo(1);
            writer.complete(invocation, EntryKind.OK, Value.of(1), 0, "");
            writer.flush();
            assertThat(HistoryFile.read(file).history().operations()).hasSize(1);
        }
    }

    @Test
    void a_full_disk_is_an_error_of_its_own_then_and_afterwards() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "this system has no /dev/full");
        HistoryWriter writer = new HistoryWriter(new FileOutputStream(full.toFile()), () -> 0);
        Entry invocation = writer.invoke(new ProcessId(0), "read", Value.NIL, Value.NIL);
        assertThatThrownBy(writer::flush).isInstanceOf(RecordingFailed.class).hasMessageContaining("No space");
        assertThatThrownBy(() -> writer.complete(invocation, EntryKind.OK, Value.NIL, 0, ""))
                .isInstanceOf(RecordingFailed.class);
    }

    @Test
    void a_completion_that_nobody_invoked_is_the_recorders_own_mistake() {
        HistoryWriter writer = new HistoryWriter(new ByteArrayOutputStream(), () -> 0);
        Entry never = Entry.invoke(0, 0, new ProcessId(0), "read", Value.NIL, Value.NIL);
        assertThatThrownBy(() -> writer.complete(never, EntryKind.OK, Value.NIL, 0, ""))
                .isInstanceOf(IllegalStateException.class);
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.dense();
    }

    private static Reading read(byte[] bytes, boolean strict) throws IOException {
        return HistoryFile.read(new ByteArrayInputStream(bytes), "test", strict);
    }

    private static byte[] bytes(History history) throws IOException {
        return bytesInBlocksOf(history, Integer.MAX_VALUE);
    }

    private static byte[] bytesInBlocksOf(History history, int entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HistoryWriter writer = new HistoryWriter(bytes, () -> 0)) {
            bytes.write(HistoryFile.header());
            for (int at = 0; at < history.size(); at++) {
                writer.append(history.entry(at));
                if ((at + 1) % entries == 0) {
                    writer.flush();
                }
            }
        }
        return bytes.toByteArray();
    }
}
