package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.history.Value;
import refute.reports.Report;

class ComparisonInBrowserTest extends InBrowser {
    @Test
    void two_runs_stand_side_by_side_and_what_differs_is_marked() {
        Page page =
                show(SampleReport.of(100, List.of()), SampleReport.of(100, 6, List.of(), SampleReport.manyFaults(1)));
        assertThat(page.locator(".sides").first().innerText()).containsSubsequence("a/1", "INVALID", "b/2", "INVALID");
        assertThat(page.locator("#apart-h ~ p").innerText()).startsWith("Nowhere: clients saw the same in both");
        assertThat(page.locator("#faults-h ~ div td.differs").count()).isEqualTo(8);
        assertThat(page.locator(".sides a").first().getAttribute("href")).isEqualTo("/runs/a/1/report.html");
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void where_their_histories_part_the_next_of_both_is_shown() {
        Page page = show(
                SampleReport.of(100, List.of()), SampleReport.of(100, List.of(Value.of(0), Value.of("<b>other</b>"))));
        assertThat(page.locator("#apart-h ~ div").innerText())
                .contains("invocations and completions of clients are the same")
                .contains("\"<b>other</b>\"");
    }

    @Test
    void a_run_that_goes_on_is_compared_as_far_as_it_is() {
        Page page = show(SampleReport.of(100, List.of()), SampleReport.begun());
        assertThat(page.locator("body").innerText()).contains("not ended", "nothing: it ends");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axe_finds_nothing_to_complain_about(ColorScheme scheme) {
        Page page = chromium.page(new Browser.NewContextOptions().setColorScheme(scheme));
        page.setContent(ComparisonReport.page(
                new ComparisonReport.Side("a/1", SampleReport.of(100, List.of())),
                new ComparisonReport.Side("b/2", SampleReport.begun())));
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    private Page show(Report one, Report other) {
        Page page = chromium.page(new Browser.NewContextOptions().setViewportSize(1280, 900));
        page.setContent(
                ComparisonReport.page(new ComparisonReport.Side("a/1", one), new ComparisonReport.Side("b/2", other)));
        return page;
    }
}
