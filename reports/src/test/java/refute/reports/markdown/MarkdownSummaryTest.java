package refute.reports.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.reports.Report;
import refute.reports.html.SampleReport;

class MarkdownSummaryTest {
    @Test
    void a_table_of_runs_then_what_there_is_to_say_of_those_that_are_not_valid() {
        assertThat(MarkdownSummary.of(List.of(SampleReport.of(100, List.of()), SampleReport.begun())))
                .startsWith("## Refute: 1 invalid, 1 unknown\n")
                .contains("| ❌ invalid | etcd 3.6.5, register, 3 nodes | 42 | process 3 read 4")
                .contains("    ./refute run etcd register --seed 42");
    }

    @Test
    void nothing_that_a_system_wrote_is_markup() {
        String markdown = MarkdownSummary.of(List.of(said("<img src=x> | [a](http://b) `c`\n# d")));
        assertThat(markdown).doesNotContain("<img", "](", "http://", "\n# d").contains("\\|");
    }

    @Test
    void ten_thousand_runs_stay_below_a_mebibyte_and_say_what_is_left_out() {
        String markdown = MarkdownSummary.of(Collections.nCopies(10_000, said("€".repeat(1_000))));
        assertThat(markdown.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1 << 20);
        assertThat(markdown).contains("more runs are not listed");
    }

    private static Report said(String reason) {
        Report.Header header =
                new Report.Header("etcd", Verdict.UNKNOWN, reason, "", 6, 3, false, new LinkedHashMap<>());
        return new Report(
                header, History.empty(), List.of(), List.of(CheckResult.unknown("linearizable", reason)), List.of());
    }
}
