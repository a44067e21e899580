package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reports of several runs, and their index. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportIndexTest extends OnTheCommandLine {
    private Path scratch;
    private FailedRun failed;
    private Path store;
    private int stores;

    @BeforeAll
    void once(@TempDir Path folder) throws IOException {
        scratch = folder;
        failed = new FailedRun(Files.createDirectories(scratch.resolve("original")));
    }

    @BeforeEach
    void fill() throws IOException {
        store = scratch.resolve("store-" + stores++).toAbsolutePath();
        failed.copy(store.resolve("a/1"));
        failed.copy(store.resolve("a/2"));
        failed.copy(store.resolve("b/3"));
        Files.createSymbolicLink(store.resolve("latest"), Path.of("b/3"));
    }

    @Test
    void several_runs_have_an_index_in_the_folder_that_they_share() throws IOException {
        assertThat(refuteAfresh("report", store + "/a/1", store + "/a/2", store + "/b/3", store + "/latest"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString().lines()).hasSize(4).last().asString().endsWith("index.html");
        assertThat(Files.readString(store.resolve("index.html")))
                .contains("3 runs of 1 scenario: 3 invalid. Flaky: 0 of 1 repeated runs.")
                .contains("href=\"a/1/report.html\"", "href=\"b/3/report.html\"")
                .doesNotContain("latest/report.html");
    }

    @Test
    void a_folder_that_has_runs_in_it_stands_for_all_of_them() throws IOException {
        Path index = Files.createDirectories(scratch.resolve("elsewhere")).resolve("over view.html");

        assertThat(refuteAfresh("report", store.toString(), "--index", index.toString(), "--json"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString().lines()).hasSize(4).last().asString().contains("\"runs\":3");
        assertThat(Files.readString(index)).contains("href=\"../" + store.getFileName() + "/a/2/report.html\"");
    }

    @Test
    void one_run_has_no_index_unless_it_is_asked_for() {
        assertThat(refuteAfresh("report", store + "/a/1")).isZero();
        assertThat(store.resolve("a/index.html")).doesNotExist();
        assertThat(refuteAfresh("report", store + "/a/1", "--index", store + "/one.html"))
                .isZero();
        assertThat(store.resolve("one.html")).exists();
    }

    @Test
    void what_is_wrong_with_some_is_told_at_once_and_in_the_index_of_the_others() throws IOException {
        Files.writeString(store.resolve("a/1/run.json"), "{");
        Files.writeString(store.resolve("b/3/history.refute"), "something else");

        assertThat(refuteAfresh("report", store.toString(), store + "/gone")).isEqualTo(254);

        assertThat(err.toString())
                .contains("a/1/run.json:", "b/3/history.refute: is no history", "gone: there is no such folder");
        assertThat(err.toString().lines()).hasSize(3);
        assertThat(out.toString()).contains("a/2/report.html");
        assertThat(Files.readString(store.resolve("index.html")))
                .contains("3 could not be read", "2 runs of 1 scenario", "gone: there is no such folder");
    }

    @Test
    void an_index_that_cannot_be_written_says_where() {
        assertThat(refuteAfresh("report", store.toString(), "--index", store + "/no/such/folder.html"))
                .isEqualTo(254);
        assertThat(err.toString()).contains("folder.html: cannot be written");
    }

    @Test
    void a_folder_that_has_neither_run_nor_runs_is_refused() throws IOException {
        Path empty = Files.createDirectories(scratch.resolve("empty"));
        assertThat(refuteAfresh("report", empty.toString())).isEqualTo(254);
        assertThat(err.toString()).contains("has no run.json");
    }
}
