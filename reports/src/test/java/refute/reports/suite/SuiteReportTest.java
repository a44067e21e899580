package refute.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import refute.reports.junit.SuiteXml;
import refute.reports.markdown.SuiteMarkdown;

/** A suite as CI servers show it. */
class SuiteReportTest {
    private static final CellReport VALID = CellReportTest.cell(Ending.VALID);
    private static final CellReport INVALID =
            CellReportTest.cell(Ending.INVALID).since(CellReport.Since.NEW);
    private static final CellReport FLAKY = CellReportTest.cell(Ending.UNKNOWN, Ending.VALID);
    private static final CellReport QUARANTINED = CellReportTest.quarantined(CellReportTest.cell(Ending.INVALID));

    static SuiteReport of(CellReport... cells) {
        return new SuiteReport(
                "nightly",
                Instant.parse("2026-12-01T00:00:00Z"),
                12.5,
                new LinkedHashMap<>(),
                List.of(cells),
                List.of(),
                true);
    }

    @Test
    void it_ends_as_the_worst_that_counts() {
        assertThat(of(VALID, INVALID, FLAKY).ending()).isEqualTo(Ending.INVALID);
        assertThat(of(VALID, FLAKY, QUARANTINED).ending()).isEqualTo(Ending.VALID);
        assertThat(of(VALID, CellReportTest.omitted(Omission.STOPPED)).ending()).isEqualTo(Ending.UNKNOWN);
        assertThat(of(INVALID, CellReportTest.cell(Ending.FAILED)).ending().exitCode())
                .isEqualTo(255);
        assertThat(of().ending()).isEqualTo(Ending.VALID);
    }

    @Test
    void each_cell_is_counted_once() {
        assertThat(of(VALID, INVALID, FLAKY, QUARANTINED, CellReportTest.cell(Ending.INVALID, Ending.VALID))
                        .counts())
                .containsExactly(
                        entry("invalid", 2L), entry("quarantined", 1L), entry("flaky", 1L), entry("valid", 1L));
    }

    @Test
    void junit_has_a_failure_for_a_witness_an_error_for_the_unknown_and_skips_the_quarantined() throws Exception {
        Document xml = parsed(SuiteXml.text(of(
                VALID,
                INVALID,
                FLAKY,
                QUARANTINED,
                CellReportTest.omitted(Omission.BUDGET),
                CellReportTest.omitted(Omission.FAIL_FAST))));

        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("nightly.kv");
        assertThat(suite.getAttribute("tests")).isEqualTo("6");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        Element failure = (Element) xml.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("new, invalid: because it is invalid");
        assertThat(failure.getTextContent()).contains("run it again: ./refute run kv --seed 7");
        Element flaky = (Element) xml.getElementsByTagName("flakyError").item(0);
        assertThat(flaky.getElementsByTagName("stackTrace").item(0).getTextContent())
                .contains("unknown: because it is unknown", "valid: because it is valid");
        Element skipped = (Element) xml.getElementsByTagName("skipped").item(0);
        assertThat(skipped.getAttribute("message")).contains("quarantined: invalid", "until 2027-01-31");
        assertThat(xml.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("[[ATTACHMENT|store/kv/invalid/report.html]]\n");
    }

    @Test
    void what_a_system_said_cannot_end_the_xml_or_be_markup() throws Exception {
        CellReport hostile = said("]]> </failure> \u0000 \uD800 <img src=x> `c` | d");

        Document xml = parsed(SuiteXml.text(of(hostile)));

        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(SuiteMarkdown.of(of(hostile))).doesNotContain("<img").contains("\\`c\\` \\| d");
    }

    @Test
    void the_summary_leads_with_the_worst_and_says_how_to_run_it_again() {
        assertThat(SuiteMarkdown.of(of(VALID, QUARANTINED, FLAKY, INVALID)))
                .startsWith("## ❌ nightly: 1 invalid, 1 quarantined, 1 flaky, 1 valid\n")
                .contains("| ❌ kv | 1 invalid, 1 quarantined, 1 flaky, 1 valid |")
                .containsSubsequence(
                        "### ❌ kv nodes=3 seed=7 (new)", "    ./refute run kv --seed 7", "### ✅ ", "flaky");
    }

    @Test
    void ten_thousand_cells_stay_below_a_mebibyte_and_say_what_is_left_out() {
        CellReport[] cells =
                Collections.nCopies(10_000, said("€".repeat(1_000))).toArray(CellReport[]::new);

        String markdown = SuiteMarkdown.of(of(cells));

        assertThat(markdown.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1 << 20);
        assertThat(markdown).contains("10000 invalid").containsPattern("[0-9]+ more cells that are not valid");
    }

    private static CellReport said(String reason) {
        return new CellReport(
                "kv",
                "kv",
                1,
                List.of(new CellTry(Ending.INVALID, reason, List.of(reason), 1, "store/kv/1", "./refute run kv")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }
}
