package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import refute.harness.check.CheckResult;
import refute.harness.check.Trace;
import refute.harness.check.Witness;
import refute.harness.system.NodeId;
import refute.reports.Lead;
import refute.reports.RecordedEvents;
import refute.reports.Report;

/** What nodes recorded of themselves on the time axis, and the first event that the spec does not explain. */
class TraceInBrowserTest extends InBrowser {
    private static final long MILLI = 1_000_000L;
    private static final long ORIGIN = 5_000 * MILLI;
    private static final long ODD = 300 * MILLI;

    private static String line(long at, int node, String name) {
        return "{\"seq\":1,\"at\":" + (ORIGIN + at) + ",\"node\":\"n" + node + "\",\"ev\":\"" + name
                + "\",\"s\":{\"term\":1}}";
    }

    private static Report report(String lines) {
        Report sample = SampleReport.of(OPERATIONS, List.of());
        Witness.Unexplained witness = new Witness.Unexplained(
                "Commit of n2 is no step of the spec",
                "Raft",
                new NodeId(2),
                "Commit",
                ODD,
                List.of("TermAt(log[n], i) = term[n]"),
                List.of("AppendAck of n2"));
        List<CheckResult> results = List.of(CheckResult.invalid("conformance", witness.sentence(), List.of(witness)));
        try {
            RecordedEvents events =
                    RecordedEvents.of(Trace.of("Raft", "here", lines).withOrigin(ORIGIN), Lead.all(results));
            return new Report(
                    sample.header(),
                    sample.history(),
                    sample.faults(),
                    results,
                    new Report.Inside(sample.logs(), Optional.of(events)),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Report few() {
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            lines.add(line(n * 10 * MILLI, 1 + n % 3, n % 2 == 0 ? "Heartbeat" : "<b>Persist</b>"));
        }
        lines.add(30, line(ODD, 2, "Commit"));
        return report(String.join("\n", lines));
    }

    @Test
    void the_event_that_the_spec_does_not_explain_is_one_press_away() {
        Page page = ready(open(few()));
        page.locator("#trace").waitFor();
        page.locator("button.goto-event").first().click();
        page.waitForCondition(() -> page.locator("#event").innerText().contains("Commit"));

        assertThat(page.locator("#event").innerText())
                .isEqualTo("n2: Commit at 0.3000 s, line 31 of the trace; the first that the spec does not explain");
        assertThat(((Number) page.evaluate("Refute.view.state.to - Refute.view.state.from")).longValue())
                .isLessThanOrEqualTo(200_000);
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void arrow_keys_go_from_one_event_to_the_next_and_the_address_keeps_it() {
        Page page = ready(open(few()));
        page.locator("#trace").focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.waitForCondition(() -> page.locator("#event").innerText().contains("Persist"));

        assertThat(page.locator("#event").innerText()).isEqualTo("n2: <b>Persist</b> at 0.0100 s, line 2 of the trace");
        page.waitForCondition(() -> page.url().contains("line=2"));
        page.keyboard().press("u");
        page.waitForCondition(() -> page.locator("#event").innerText().contains("does not explain"));
        page.keyboard().press("Escape");
        page.waitForCondition(() -> page.locator("#event").isHidden());
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void the_same_stands_there_in_words_and_axe_finds_nothing() {
        Page page = ready(open(few()));
        String text = page.locator("section[aria-labelledby=trace-h]").innerText();

        assertThat(text).contains("101 events.").containsPattern("n2\\s+<b>Persist</b> 17, Commit 1, Heartbeat 16");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    @Test
    void lines_that_are_no_events_are_counted_and_do_no_harm() {
        Page page = ready(open(report(String.join(
                "\n",
                line(0, 1, "Restart"),
                "{\"at\":",
                "[1,2]",
                "{\"at\":-5,\"node\":\"n1\",\"ev\":\"x\"}",
                "{\"at\":5000000000,\"node\":\"n99999999999\",\"ev\":\"x\"}",
                line(1, 2, "y".repeat(100_000)),
                "{\"at\":99999999999999999999999,\"node\":\"n1\",\"ev\":\"x\"}",
                ""))));

        assertThat(page.locator("section[aria-labelledby=trace-h]").innerText())
                .contains("2 events; 5 lines are none.");
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void of_a_long_trace_the_part_around_what_is_not_explained_is_kept() {
        StringBuilder lines = new StringBuilder();
        int many = 60_000;
        for (int n = 0; n < many; n++) {
            lines.append(line(n, 1, "Heartbeat")).append('\n');
        }
        lines.append(line(ODD, 2, "Commit")).append('\n');
        RecordedEvents events = report(lines.toString()).inside().events().orElseThrow();

        assertThat(events.total()).isEqualTo(many + 1);
        assertThat(events.events()).hasSize(50_000);
        assertThat(events.events().getLast().name()).isEqualTo("Commit");
    }

    @Test
    void a_run_without_a_trace_has_no_row_for_it() {
        Page page = ready(open(SampleReport.of(OPERATIONS, List.of())));

        assertThat(page.locator("#trace").isHidden()).isTrue();
        assertThat(page.locator("section[aria-labelledby=trace-h]").count()).isZero();
    }
}
