package refute.harness.world.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerTest {
    private static final Owner SELF = Owner.self();

    @Test
    void an_owner_is_read_as_it_was_written() {
        assertThat(Owner.parse(SELF.toString())).contains(SELF);
        assertThat(Owner.parse("")).isEmpty();
        assertThat(Owner.parse("a/b/c/d")).isEmpty();
    }

    @Test
    void this_process_is_not_gone() {
        assertThat(SELF.gone()).isFalse();
    }

    @Test
    void a_process_that_ended_is_gone() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThat(new Owner(SELF.host(), SELF.namespace(), ended.pid(), SELF.started()).gone())
                .isTrue();
    }

    @Test
    void another_process_under_the_same_number_is_not_the_owner() {
        assertThat(new Owner(SELF.host(), SELF.namespace(), SELF.pid(), "00000000-1").gone())
                .isTrue();
    }

    @Test
    void of_processes_elsewhere_nothing_is_known_so_they_count_as_living() {
        assertThat(new Owner("elsewhere", SELF.namespace(), 1, "00000000-1").gone())
                .isFalse();
        assertThat(new Owner(SELF.host(), "1", 1, "00000000-1").gone()).isFalse();
    }

    @Test
    void a_mark_tells_of_a_run_until_it_is_removed(@TempDir Path folder) {
        Marks marks = new Marks(folder.resolve("marks"));
        assertThat(marks.orphans()).isEmpty();
        Tag orphan = new Tag("run-1", new Owner(SELF.host(), SELF.namespace(), SELF.pid(), "00000000-1"));
        marks.put(orphan);
        marks.put(Tag.of("living"));
        assertThat(marks.orphans()).containsExactly(orphan);
        marks.remove(orphan);
        assertThat(marks.orphans()).isEmpty();
    }

    @Test
    void two_runs_of_one_id_have_different_names() {
        assertThat(Tag.of("Same Run/1").name())
                .startsWith("same-run-1-")
                .isNotEqualTo(Tag.of("Same Run/1").name());
    }
}
