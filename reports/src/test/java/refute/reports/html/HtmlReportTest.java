package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.check.CheckResult;
import refute.harness.history.Value;
import refute.harness.run.Simulated;
import refute.reports.Report;

class HtmlReportTest {
    @TempDir
    Path folder;

    @Test
    void a_report_of_ten_thousand_operations_takes_300_kB_at_most() throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport.write(SampleReport.of(10_000, List.of()), file);
        assertThat(Files.size(file)).isLessThanOrEqualTo(300_000);
    }

    /** A tenth of the million whose report is to take 6 MB at most. */
    @Test
    void a_report_of_a_hundred_thousand_operations_of_a_hundred_workers_takes_750_kB_at_most() {
        String page = HtmlReport.page(SampleReport.of(100_000, 100, List.of(), SampleReport.manyFaults(20)));
        assertThat(page.length()).isLessThanOrEqualTo(750_000);
    }

    @Test
    void the_same_report_is_the_same_file() {
        assertThat(HtmlReport.page(SampleReport.of(100, List.of())))
                .isEqualTo(HtmlReport.page(SampleReport.of(100, List.of())));
    }

    @Test
    void what_looks_like_a_mark_of_the_template_stays_as_it_is() {
        String page = HtmlReport.page(SampleReport.of(100, List.of(Value.of("{{style}}"))));
        assertThat(page).contains("{{style}}");
    }

    @Test
    void a_lone_half_of_a_character_can_be_written() throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport.write(SampleReport.of(100, List.of(Value.of("half \uD83D of it"))), file);
        assertThat(Files.readString(file)).contains("half \\\\uD83D of it");
    }

    @Test
    void a_witness_of_more_than_its_core_claims_no_more_than_is_so() {
        assertThat(HtmlReport.page(SampleReport.of(100, List.of())))
                .contains(
                        "Without any one of the operations, and those that make sense only with it, the rest would be legal.");
    }

    /** Of accidents only the numbers are kept: one of them may be to blame. */
    @Test
    void where_things_went_wrong_by_chance_it_is_not_said_that_nothing_was_in_force() {
        Report sample = SampleReport.of(100, 6, List.of(), List.of());
        CheckResult simulation = CheckResult.valid(Simulated.CHECKER, "8,188 events")
                .with("accidents", new Value.Dict(new LinkedHashMap<>(Map.of(Value.of("nodes parted"), Value.of(23)))));
        List<CheckResult> results = new ArrayList<>(sample.results());
        results.add(simulation);

        assertThat(HtmlReport.page(sample)).contains("No fault was in force.");
        assertThat(HtmlReport.page(new Report(sample.header(), sample.history(), List.of(), results, sample.logs())))
                .contains("No fault of the schedule was in force; what went wrong by chance is counted below.")
                .doesNotContain("No fault was in force");
    }

    @Test
    void the_page_may_load_and_send_nothing() {
        assertThat(HtmlReport.page(SampleReport.of(100, List.of())))
                .contains("default-src 'none'")
                .doesNotContain("<link", "src=\"http", "@import");
    }
}
