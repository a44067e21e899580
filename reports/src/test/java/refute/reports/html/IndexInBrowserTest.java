package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.reports.RunIndex;

class IndexInBrowserTest extends InBrowser {
    private static final int RUNS = 60;

    @Test
    void all_runs_are_there_in_matrix_and_list_and_lead_to_their_reports() throws IOException {
        Path report =
                Files.createDirectories(folder.resolve("etcd-register/run 1")).resolve("report.html");
        Files.writeString(report, "<title>the report</title>");
        Page page = open(SampleIndex.of(RUNS));
        assertThat(page.locator(".matrix .mark").count() + hiddenMarks(page)).isEqualTo(RUNS);
        assertThat(page.locator("#runs tbody tr").count()).isEqualTo(RUNS);
        assertThat(page.locator("header + main > .reason").innerText())
                .contains("60 runs of 2 scenarios", "1 not ended");
        page.click("#runs a[href$='run%201/report.html']");
        assertThat(page.title()).isEqualTo("the report");
        assertThat(chromium.errors).isEmpty();
        assertThat(chromium.requests).isEmpty();
    }

    /** Of cells with many runs the older ones are counted. */
    private static int hiddenMarks(Page page) {
        return page.locator(".matrix td > .dim").allInnerTexts().stream()
                .mapToInt(text -> Integer.parseInt(text.substring(1)))
                .sum();
    }

    @Test
    void what_could_not_be_read_stands_at_the_top() {
        Page page = open(SampleIndex.of(RUNS));
        assertThat(page.locator(".banner").innerText()).contains("1 could not be read", "run.json: has version 99");
    }

    @Test
    void the_list_is_narrowed_by_words_and_verdict() {
        Page page = open(SampleIndex.of(RUNS));
        page.fill("#query", "append 3.5.2");
        page.waitForCondition(() -> page.locator("#matches").innerText().equals("5 of 60"));
        page.fill("#query", "");
        page.selectOption("#verdict-is", "open");
        page.waitForCondition(() -> page.locator("#matches").innerText().equals("1 of 60"));
        assertThat(page.locator("#runs tbody tr:visible").innerText()).contains("not ended");
    }

    @Test
    void without_scripts_everything_can_be_read() {
        Page page = open(SampleIndex.of(RUNS), new Browser.NewContextOptions().setJavaScriptEnabled(false));
        assertThat(page.locator("body").innerText()).contains("etcd 3.6.5", "in the last", "flaky", "not ended");
    }

    @Test
    void no_text_of_a_run_is_markup() {
        Page page = open(SampleIndex.of(RUNS, "<img src=x onerror='window.hacked=1'>{{script}}\u202E"));
        assertThat(page.locator("img").count()).isZero();
        assertThat(page.evaluate("window.hacked")).isNull();
        assertThat(page.locator("#runs .why").nth(1).innerText()).contains("<img src=x", "{{script}}", "U+202E");
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void an_index_of_nothing_says_so() {
        Page page = open(new RunIndex("Runs in store", List.of(), List.of()));
        assertThat(page.locator("main").innerText()).contains("0 runs of 0 scenarios", "There is no run yet.");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axe_finds_nothing_to_complain_about(ColorScheme scheme) {
        Page page = open(SampleIndex.of(RUNS), new Browser.NewContextOptions().setColorScheme(scheme));
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    @Test
    void ten_thousand_runs_take_four_megabytes_at_most_and_say_what_is_left_out() {
        String page = IndexReport.page(SampleIndex.of(10_000));
        assertThat(page.length()).isLessThan(4 << 20);
        assertThat(page).contains("8000 older runs are not listed.");
    }

    private Page open(RunIndex index) {
        return open(index, new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    private Page open(RunIndex index, Browser.NewContextOptions options) {
        Page page = chromium.page(options);
        Path file = folder.resolve("index.html");
        try {
            IndexReport.write(index, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        page.navigate(file.toUri().toString());
        return page;
    }
}
