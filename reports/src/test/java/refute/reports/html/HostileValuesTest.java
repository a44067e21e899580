package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.history.Value;
import refute.reports.Report;

/** What a system under test wrote is data: it never becomes an element, runs, or breaks the page. */
class HostileValuesTest extends InBrowser {
    private static final List<String> PIECES = List.of(
            "<script>window.hacked = 1</script>",
            "</script><script>window.hacked = 2</script>",
            "<!-- <script>",
            "-->",
            "<img src=x onerror='window.hacked = 3'>",
            "\"><svg onload=\"window.hacked = 4\">",
            "' onmouseover='window.hacked = 5",
            "<hostile-element>",
            "</textarea></title></style>",
            "<style>*{display:none}</style>",
            "{{data}}",
            "{{script}}",
            "{{verdict}}",
            "${window.hacked = 6}",
            "$1\\\\",
            "javascript:window.hacked=7",
            "&lt;b&gt;",
            "&#60;hostile-element&#62;",
            "]]>",
            "\u0000\u0001\u001b[31m\u007f\u0085",
            "\u202Eright to left\u202C",
            "\u2066\u2069\u200F",
            "שלום",
            "\u2028\u2029",
            "\uD800",
            "\uDC00\uD83D",
            "😀",
            "\uFEFF\uFFFE\uFFFF",
            "\r\n\t",
            "__proto__",
            "constructor");

    @Test
    void a_thousand_hostile_values_stay_values() {
        List<String> texts = generated(1_000);
        Page page = ready(open(hostile(texts)));
        page.evaluate("""
                async () => {
                  for (const details of document.querySelectorAll('details')) details.open = true;
                  Refute.view.change({ lanesBy: 'key', query: 'hostile' });
                  for (let i = 0; i < Refute.ops.count; i += 10) {
                    Refute.page.goTo(i);
                    await new Promise(requestAnimationFrame);
                  }
                }""");
        assertThat(page.evaluate("window.hacked")).isNull();
        assertThat(page.locator("hostile-element, img, iframe, object, svg[onload], [onmouseover], [onerror]")
                        .count())
                .isZero();
        assertThat(page.locator("script").count()).isEqualTo(1);
        assertThat(page.locator("#checks-h ~ div tbody tr").count()).isEqualTo(1_000);
        assertThat(page.locator("#checks-h").isVisible()).isTrue();
        assertThat(chromium.errors).isEmpty();
        assertThat(chromium.requests).isEmpty();
    }

    @Test
    void a_value_of_a_megabyte_is_cut_and_says_so() {
        Value large = Value.of("x".repeat(1 << 20));
        Page page = ready(open(SampleReport.of(InBrowser.OPERATIONS, List.of(large))));
        page.evaluate("Refute.page.goTo(Refute.page.witnesses()[0])");
        page.waitForSelector("#card:not([hidden])");
        assertThat(page.locator("#card").innerText()).contains("(1048576 characters)");
        assertThat(page.content().length()).isLessThan(1_000_000);
    }

    @Test
    void every_text_is_there_to_be_read() {
        Page page = ready(open(hostile(PIECES)));
        String shown = page.locator("#checks-h ~ div").innerText();
        assertThat(shown)
                .contains(
                        "<script>window.hacked = 1</script>",
                        "{{data}}",
                        "&lt;b&gt;",
                        "⟨U+202E⟩right to left",
                        "␀␁␛[31m",
                        "😀");
    }

    private static List<String> generated(int count) {
        RandomGenerator random = new Seed(11).random();
        List<String> texts = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            StringBuilder text = new StringBuilder("v" + n);
            for (int piece = 1 + random.nextInt(4); piece > 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    /** A report in which these texts stand wherever a text may stand. */
    private static Report hostile(List<String> texts) {
        Report sample =
                SampleReport.of(texts.size(), texts.stream().map(Value::of).toList());
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        List<CheckResult> results = new ArrayList<>();
        for (String piece : texts) {
            String text = "[" + piece + "]";
            facts.put(text, text);
            Verdict verdict = sample.results().getFirst().verdict();
            results.add(new CheckResult(
                    text,
                    verdict,
                    text,
                    sample.results().getFirst().witnesses().subList(0, 1),
                    new LinkedHashMap<>(java.util.Map.of(text, Value.of(text))),
                    0));
        }
        Report.Header header =
                new Report.Header(texts.getFirst(), Verdict.INVALID, texts.get(1), texts.get(2), 6, 3, true, facts);
        List<Report.Log> logs = texts.stream()
                .limit(50)
                .map(text -> new Report.Log(text, text, text, true))
                .toList();
        return new Report(header, sample.history(), sample.faults(), results, logs);
    }
}
