package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.Operation;
import refute.reports.OperationText;
import refute.reports.Report;

class ReportInBrowserTest extends InBrowser {
    private final Report report = SampleReport.of(OPERATIONS, List.of());

    @Test
    void a_report_draws_itself_without_an_error_and_asks_the_network_for_nothing() {
        Page page = ready(open(report));
        page.click("details.log summary");
        waitForText(page, "details.log pre", text -> text.equals("started\nelected"));
        assertThat(page.locator("#witness svg .own").count()).isEqualTo(4);
        assertThat(page.locator("#rates canvas, #latencies canvas").count()).isEqualTo(2);
        assertThat(chromium.errors).isEmpty();
        assertThat(chromium.requests).isEmpty();
    }

    @Test
    void verdict_witness_faults_and_command_are_on_the_first_screen() {
        Page page = ready(open(report));
        for (String part : List.of("#verdict", "#witness svg", ".injected", "#rerun")) {
            assertThat(page.locator(part).boundingBox().y).as(part).isLessThan(900);
        }
    }

    @Test
    void everything_but_the_timeline_can_be_read_without_scripts() {
        Page page = open(report, "", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        String text = page.locator("body").innerText();
        assertThat(text)
                .contains(
                        "INVALID",
                        "process 3 read 4",
                        "--seed 42",
                        "the register holds 5",
                        "41 kB stalled",
                        "report.json");
    }

    @Test
    void zooming_narrows_the_range_and_all_restores_it() {
        Page page = ready(open(report));
        String all = page.locator("#range").innerText();
        page.click("#zoom-in");
        waitForText(page, "#range", range -> !range.equals(all));
        page.click("#zoom-all");
        waitForText(page, "#range", all::equals);
    }

    @Test
    void a_click_on_an_operation_of_the_witness_selects_it_and_its_address_restores_it() {
        Page page = ready(open(report));
        page.locator("#witness svg .own").first().click();
        page.waitForSelector("#card:not([hidden])");
        page.waitForCondition(() -> page.url().contains("op="));
        String card = page.locator("#card").innerText();
        Operation first =
                report.results().getFirst().witnesses().getFirst().operations().getFirst();
        assertThat(card).contains("#" + first.index(), "part of one");

        Page again = ready(open(report, page.evaluate("location.hash").toString(), new Browser.NewContextOptions()));
        again.waitForSelector("#card:not([hidden])");
        assertThat(again.locator("#card").innerText()).isEqualTo(card);
        assertThat(again.locator("#range").innerText())
                .isEqualTo(page.locator("#range").innerText());
    }

    @Test
    void a_click_on_the_canvas_shows_the_operation_there() {
        Page page = ready(open(report));
        page.evaluate("Refute.view.show(1e6, 1.3e6)");
        page.locator("#lanes").scrollIntoViewIfNeeded();
        page.locator("#lanes").click(new com.microsoft.playwright.Locator.ClickOptions().setPosition(500, 12));
        page.waitForSelector("#card:not([hidden])");
        assertThat(page.locator("#card").innerText()).contains("worker 0");
    }

    @Test
    void every_operation_comes_out_of_the_columns_as_it_was_recorded() {
        Page page = ready(open(report));
        Object shown = page.evaluate(
                "Array.from({ length: Refute.ops.count }, (_, i) => [Refute.ops.index[i], Refute.ops.process[i],"
                        + " Refute.label(i), Refute.outcome(i), Refute.ops.start[i], Refute.ops.duration[i] - 1].join(' | '))");
        assertThat(shown)
                .isEqualTo(report.history().operations().stream()
                        .map(ReportInBrowserTest::shown)
                        .toList());
    }

    private static String shown(Operation operation) {
        Entry completion = operation.completion();
        long start = operation.invokedNanos() / 1000;
        return String.join(
                " | ",
                Integer.toString(operation.index()),
                Integer.toString(operation.process().number()),
                OperationText.label(operation),
                completion == null ? "open" : operation.outcome().word(),
                Long.toString(start),
                completion == null ? "-1" : Long.toString(completion.timeNanos() / 1000 - start));
    }

    @Test
    void a_search_counts_what_it_finds() {
        Page page = ready(open(report));
        long failed = report.history().operations().stream()
                .filter(operation -> operation.outcome() == EntryKind.FAIL)
                .count();
        page.fill("#query", "fail");
        waitForText(page, "#matches", (failed + " of 2,000")::equals);
        page.fill("#query", "key:k3 read");
        long reads = report.history().operations().stream()
                .filter(ReportInBrowserTest::isReadOfK3)
                .count();
        waitForText(page, "#matches", (reads + " of 2,000")::equals);
    }

    private static void waitForText(Page page, String selector, Predicate<String> condition) {
        page.waitForCondition(() -> condition.test(page.locator(selector).textContent()));
    }

    private static boolean isReadOfK3(Operation operation) {
        return operation.function().equals("read") && operation.key().toString().equals("\"k3\"");
    }

    @Test
    void the_keyboard_alone_moves_zooms_and_selects() {
        Page page = ready(open(report));
        String all = page.locator("#range").innerText();
        for (int presses = 0; presses < 40 && !isFocused(page, "lanes-box"); presses++) {
            page.keyboard().press("Tab");
        }
        assertThat(isFocused(page, "lanes-box")).isTrue();
        page.keyboard().press("+");
        page.keyboard().press("ArrowRight");
        waitForText(page, "#range", range -> !range.equals(all));
        page.keyboard().press("n");
        page.waitForSelector("#card:not([hidden])");
        assertThat(page.locator("#card").innerText()).contains("part of one");
        page.keyboard().press("Escape");
        page.waitForSelector(
                "#card",
                new Page.WaitForSelectorOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
    }

    private static boolean isFocused(Page page, String id) {
        return id.equals(page.evaluate("document.activeElement.id"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axe_finds_nothing_to_complain_about(ColorScheme scheme) {
        Page page = ready(open(report, "", new Browser.NewContextOptions().setColorScheme(scheme)));
        page.locator("#witness svg .own").first().click();
        page.waitForSelector("#card:not([hidden])");
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    @Test
    void a_dark_screen_gets_a_dark_page() {
        Page page = ready(open(report, "", new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK)));
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(15, 19, 24)");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void printed_it_has_what_was_found_and_no_controls() {
        Page page = ready(open(report));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".toolbar").isVisible()).isFalse();
        assertThat(page.locator("#witness svg").isVisible()).isTrue();
        assertThat(page.pdf()).hasSizeGreaterThan(10_000);
    }

    @Test
    void a_run_that_goes_on_and_recorded_nothing_yet_has_a_report() {
        Page page = ready(open(SampleReport.begun()));
        assertThat(page.locator("#verdict").innerText()).contains("had not ended", "No operation was recorded");
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void a_hundred_workers_under_two_hundred_faults_fit() {
        Page page = ready(open(SampleReport.of(20_000, 100, List.of(), SampleReport.manyFaults(200))));
        assertThat(page.locator("#fault-strip > div").count()).isEqualTo(200);
        assertThat(page.locator("#fault-strip").boundingBox().height).isLessThan(200);
        assertThat(page.locator("#lanes-box").boundingBox().height).isLessThan(600);
        page.selectOption("#lanes-by", "key");
        page.evaluate("document.getElementById('lanes-box').scrollTop = 1e6");
        page.waitForCondition(() ->
                !page.evaluate("document.getElementById('lanes-box').scrollTop").equals(0));
        assertThat(chromium.errors).isEmpty();
    }
}
