package refute.nemeses.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;

/** What a crash may leave, and what is said of it. */
class CrashSearchTest {
    private static final PersistenceModel SMALL = new PersistenceModel(2, false, true);

    /** Takes everything for right, and remembers what it saw. */
    private static final class Collector implements CrashSubject {
        private final Set<String> images = new HashSet<>();

        @Override
        public BitSet recover(SortedMap<String, byte[]> files) {
            StringBuilder text = new StringBuilder();
            files.forEach((name, content) -> text.append(name)
                    .append('=')
                    .append(new String(content, StandardCharsets.ISO_8859_1))
                    .append(';'));
            images.add(text.toString());
            BitSet all = new BitSet();
            all.set(0, 100);
            return all;
        }

        @Override
        public DiskTrace recovery(SortedMap<String, byte[]> files) {
            return new DiskTrace();
        }
    }

    private static Set<String> images(PersistenceModel model, DiskOperation... operations) {
        return images(model, List.of(operations));
    }

    private static Set<String> images(PersistenceModel model, List<DiskOperation> operations) {
        Collector collector = new Collector();
        CrashReport report = new CrashSearch(collector, model, new Sampling(1 << 16, 0, new Seed(1)), () -> true)
                .search(trace(operations));
        assertThat(report.failure()).isEmpty();
        assertThat(report.complete()).isTrue();
        assertThat(report.images()).isEqualTo(collector.images.size());
        return collector.images;
    }

    private static DiskTrace trace(List<DiskOperation> operations) {
        DiskTrace trace = new DiskTrace();
        operations.forEach(trace::add);
        return trace;
    }

    private static DiskOperation write(int file, int at, String text) {
        return new DiskOperation.Write(file, at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_file_that_was_renamed_before_its_content_was_synchronised_may_be_empty() {
        Set<String> images = images(
                PersistenceModel.JOURNAL,
                new DiskOperation.Found(0, "settings", "old".getBytes(StandardCharsets.ISO_8859_1)),
                new DiskOperation.Create(1, "settings.tmp"),
                write(1, 0, "new"),
                new DiskOperation.Rename("settings.tmp", "settings"),
                new DiskOperation.SyncDirectory());

        assertThat(images).contains("settings=;", "settings=old;", "settings=new;", "settings=\0\0\0;");
    }

    @Test
    void a_file_that_was_synchronised_renamed_and_whose_folder_was_is_there_as_a_whole() {
        List<DiskOperation> careful = List.of(
                new DiskOperation.Found(0, "settings", "old".getBytes(StandardCharsets.ISO_8859_1)),
                new DiskOperation.Create(1, "settings.tmp"),
                write(1, 0, "new"),
                new DiskOperation.Sync(1),
                new DiskOperation.Rename("settings.tmp", "settings"),
                new DiskOperation.SyncDirectory());

        assertThat(images(PersistenceModel.POSIX, careful))
                .allMatch(image -> image.contains("settings=old;") || image.contains("settings=new;"));
    }

    @Test
    void sectors_and_lengths_are_lost_each_by_itself() {
        assertThat(images(
                        SMALL,
                        new DiskOperation.Create(0, "f"),
                        new DiskOperation.SyncDirectory(),
                        write(0, 0, "abcd")))
                .containsExactlyInAnyOrder("", "f=;", "f=abcd;", "f=ab\0\0;", "f=\0\0cd;", "f=\0\0\0\0;");
    }

    @Test
    void a_sector_that_was_written_twice_may_be_as_between() {
        assertThat(images(
                        SMALL,
                        new DiskOperation.Found(0, "f", new byte[] {'x', 'x'}),
                        write(0, 0, "aa"),
                        write(0, 1, "b")))
                .containsExactlyInAnyOrder("f=xx;", "f=aa;", "f=ab;");
    }

    @Test
    void a_truncation_may_be_lost_and_what_it_cut_does_not_come_back_with_a_longer_file() {
        assertThat(images(
                        SMALL,
                        new DiskOperation.Found(0, "f", new byte[] {'a', 'b', 'c'}),
                        new DiskOperation.Truncate(0, 1),
                        new DiskOperation.Sync(0),
                        write(0, 2, "z"),
                        new DiskOperation.Sync(0)))
                .contains("f=abc;", "f=a;", "f=a\0z;")
                .doesNotContain("f=abz;");
    }

    @Test
    void with_a_journal_names_are_lost_from_the_end() {
        List<DiskOperation> two = List.of(new DiskOperation.Create(0, "a"), new DiskOperation.Create(1, "b"));

        assertThat(images(PersistenceModel.JOURNAL, two)).containsExactlyInAnyOrder("", "a=;", "a=;b=;");
        assertThat(images(PersistenceModel.POSIX, two)).containsExactlyInAnyOrder("", "a=;", "b=;", "a=;b=;");
    }

    @Test
    void a_kill_loses_nothing() {
        assertThat(images(PersistenceModel.KILL, new DiskOperation.Create(0, "f"), write(0, 0, "abc")))
                .containsExactlyInAnyOrder("f=;", "f=abc;");
    }

    @Property(tries = 400)
    void all_images_are_those_of_a_machine_that_writes_back_what_it_likes(@ForAll("traces") List<DiskOperation> trace) {
        assertThat(images(SMALL, trace)).isEqualTo(new WriteBack(2).images(trace));
    }

    /** Two files, a few steps, of which those are left out that make no sense where they are. */
    @Provide
    Arbitrary<List<DiskOperation>> traces() {
        return Arbitraries.integers()
                .between(0, 8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(CrashSearchTest::legal);
    }

    private static List<DiskOperation> legal(List<Integer> drawn) {
        List<DiskOperation> trace = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of("a"));
        trace.add(new DiskOperation.Create(0, "a"));
        for (int one : drawn) {
            switch (one) {
                case 0 -> trace.add(write(0, trace.size() % 3, "" + (char) ('k' + trace.size())));
                case 1 -> trace.add(write(0, 0, "xyz"));
                case 2 -> trace.add(new DiskOperation.Sync(0));
                case 3, 4 -> trace.add(new DiskOperation.SyncDirectory());
                case 5 -> {
                    if (trace.stream().noneMatch(t -> t instanceof DiskOperation.Create c && c.file() == 1)) {
                        trace.add(new DiskOperation.Create(1, "b"));
                        names.add("b");
                    }
                }
                case 6 -> {
                    if (names.remove("b")) {
                        trace.add(new DiskOperation.Rename("b", "a"));
                        names.add("a");
                    }
                }
                case 7 -> {
                    if (names.remove("a")) {
                        trace.add(new DiskOperation.Delete("a"));
                    }
                }
                default -> {
                    if (trace.stream().anyMatch(t -> t instanceof DiskOperation.Create c && c.file() == 1)) {
                        trace.add(write(1, 1, "q"));
                    }
                }
            }
        }
        return trace;
    }

    /** A counter in a file, one byte for each operation; it forgets to synchronise. */
    private static final class Counter implements CrashSubject {
        @Override
        public BitSet recover(SortedMap<String, byte[]> files) {
            BitSet prefixes = new BitSet();
            byte[] content = files.getOrDefault("count", new byte[0]);
            for (byte b : content) {
                if (b == 0) {
                    return prefixes;
                }
            }
            prefixes.set(content.length);
            return prefixes;
        }

        @Override
        public DiskTrace recovery(SortedMap<String, byte[]> files) {
            return new DiskTrace();
        }
    }

    private static CrashReport counted(boolean synchronises) {
        DiskTrace trace = new DiskTrace();
        trace.add(new DiskOperation.Create(0, "count"));
        trace.add(new DiskOperation.SyncDirectory());
        for (int i = 1; i <= 3; i++) {
            trace.begun(i);
            trace.add(write(0, i - 1, "x"));
            if (synchronises) {
                trace.add(new DiskOperation.Sync(0));
                trace.promised(i);
            } else if (i == 2) {
                trace.promised(2);
            }
        }
        return new CrashSearch(new Counter(), PersistenceModel.KILL, Sampling.USUAL, () -> true).search(trace);
    }

    @Test
    void a_program_that_keeps_its_promise_is_not_accused() {
        CrashReport report = counted(true);

        assertThat(report.failure()).isEmpty();
        assertThat(report.complete()).isTrue();
        assertThat(report.images()).isEqualTo(4);
    }

    @Test
    void a_promise_that_nothing_was_synchronised_for_is_found_under_power_loss_and_not_under_a_kill() {
        assertThat(counted(false).failure()).isEmpty();

        DiskTrace trace = new DiskTrace();
        trace.add(new DiskOperation.Create(0, "count"));
        trace.add(new DiskOperation.SyncDirectory());
        trace.begun(1);
        trace.add(write(0, 0, "x"));
        trace.promised(1);
        CrashReport report =
                new CrashSearch(new Counter(), PersistenceModel.POSIX, Sampling.USUAL, () -> true).search(trace);

        assertThat(report.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.image().steps()).isEqualTo(3);
            assertThat(failure.image().lost()).hasSize(1);
        });
    }

    @Test
    void more_choices_than_asked_for_are_sampled_and_the_report_says_so() {
        List<DiskOperation> wide = new ArrayList<>();
        wide.add(new DiskOperation.Create(0, "f"));
        // Of a shorter trace more would be built than asked for.
        for (int n = 0; n < Sampling.COMPLETE_OPERATIONS; n++) {
            wide.add(write(0, 0, "a"));
            wide.add(new DiskOperation.Sync(0));
        }
        Sampling few = new Sampling(500, 0, new Seed(1));
        long before = new CrashSearch(new Collector(), SMALL, few, () -> true)
                .search(trace(wide))
                .choices();
        wide.add(write(0, 0, "abcdefghijklmnopqrstuvwxyz".repeat(3)));
        Collector collector = new Collector();

        CrashReport report = new CrashSearch(collector, SMALL, few, () -> true).search(trace(wide));

        assertThat(report.complete()).isFalse();
        assertThat(report.choices() - before).isBetween(450L, 510L);
        assertThat(collector.images).contains("f=" + "abcdefghijklmnopqrstuvwxyz".repeat(3) + ";");
    }
}
