package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import refute.harness.check.CheckResult;
import refute.harness.check.RecoveryChecker;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.HistoryBuilder;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;
import refute.harness.run.Sightings;
import refute.reports.Report;

/** Nodes on the time axis, and in words. */
class NodesInBrowserTest extends InBrowser {
    private static final long TENTH = 100_000_000L;
    private static final int WORKERS = 3;
    /** Ten seconds, of which the clients of n1 get nothing in the last five. */
    private static final int OPERATIONS = 100;

    private final List<Value> sightings = new ArrayList<>();
    private HistoryBuilder builder = new HistoryBuilder();
    private int index;

    private Report report() {
        builder = new HistoryBuilder();
        sightings.clear();
        index = 0;
        sight(0, 1, "running", true, 2);
        sight(0, 2, "running", false, 2);
        sight(0, 3, "running", false, 2);
        for (int n = 0; n < OPERATIONS; n++) {
            if (n == 50) {
                sight(50 * TENTH, 1, "killed", false, 0);
                sight(50 * TENTH, 2, "running", true, 3);
            }
            operation(n);
        }
        History history = builder.build();
        SequencedMap<Value, Value> back = new LinkedHashMap<>();
        back.put(Value.of("n1"), Value.NIL);
        back.put(Value.of("n2"), Value.of(250_000_000L));
        SequencedMap<Value, Value> after = new LinkedHashMap<>();
        after.put(Value.of("f1"), Value.of(1_500_000_000L));
        CheckResult recovery = CheckResult.valid(RecoveryChecker.NAME, "as it may be")
                .with(RecoveryChecker.NODES, new Value.Dict(back))
                .with(RecoveryChecker.FAULTS, new Value.Dict(after));
        CheckResult nodes =
                CheckResult.valid(Sightings.CHECKER, "2 leaders were seen").with("sightings", new Value.Vec(sightings));
        Report sample = SampleReport.of(100, List.of());
        Report.Header its = sample.header();
        Report.Header header = new Report.Header(
                its.title(), its.verdict(), its.reason(), its.rerun(), WORKERS, 3, false, its.facts());
        return new Report(
                header, history, List.of(SampleReport.fault("f1", 5, 8)), List.of(recovery, nodes), sample.logs());
    }

    private void sight(long nanos, int node, String state, boolean leads, long term) {
        sightings.add(
                Value.of(List.of(Value.of(nanos), Value.of(node), Value.of(state), Value.of(leads), Value.of(term))));
    }

    private void operation(int n) {
        ProcessId process = new ProcessId(n % WORKERS);
        boolean ok = n < 50 || n % WORKERS != 0;
        builder.add(Entry.invoke(index++, n * TENTH, process, "write", Value.of("k"), Value.of(n)));
        builder.add(new Entry(
                index++,
                n * TENTH + TENTH / 2,
                process,
                ok ? EntryKind.OK : EntryKind.FAIL,
                "write",
                Value.of("k"),
                Value.of(n),
                0,
                ok ? "" : "refused"));
    }

    /** How many pixels of a row have the colour of this name, in the left or right half. */
    private static int pixels(Page page, int row, String colour, String half) {
        return ((Number) page.evaluate("""
                ([row, colour, half]) => {
                  const canvas = document.querySelector('#nodes canvas'), pen = canvas.getContext('2d');
                  const wanted = document.createElement('canvas').getContext('2d');
                  wanted.fillStyle = Refute.colour(colour); wanted.fillRect(0, 0, 1, 1);
                  const [r, g, b] = wanted.getImageData(0, 0, 1, 1).data, middle = 84 + (canvas.width - 96) / 2;
                  const from = half === 'left' ? 84 : middle + 2, to = half === 'left' ? middle - 2 : canvas.width - 12;
                  const { data } = pen.getImageData(from, row * 20, to - from, 20);
                  let found = 0;
                  for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) found++;
                  return found;
                }""", List.of(row, colour, half))).intValue();
    }

    @Test
    void who_leads_and_who_is_away_stands_on_the_time_axis() {
        Page page = ready(open(report()));
        page.waitForCondition(() -> pixels(page, 0, "mark", "left") > 0);

        assertThat(pixels(page, 0, "mark", "right")).isZero();
        assertThat(pixels(page, 0, "bad", "right")).isPositive();
        assertThat(pixels(page, 1, "mark", "left")).isZero();
        assertThat(pixels(page, 1, "mark", "right")).isPositive();
        assertThat(pixels(page, 2, "mark", "left") + pixels(page, 2, "mark", "right"))
                .isZero();
        page.evaluate("Refute.view.show(6e6, 9e6)");
        page.waitForCondition(() -> pixels(page, 0, "bad", "left") > 0);
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void the_same_stands_there_in_words_with_when_each_came_back() {
        Page page = ready(open(report()));
        String text = page.locator("section[aria-labelledby=nodes-h]").innerText();

        assertThat(text)
                .containsPattern(
                        "n1\\s+34, of which 50\\.0 % were acknowledged\\s+in term 2\\s+killed once\\s+not at all")
                .containsPattern("n2\\s+33, of which 100\\.0 % were acknowledged\\s+in term 3\\s+0\\.250 s");
        assertThat(page.locator("section[aria-labelledby=faults-h]").innerText())
                .contains("1.500 s after its end");
    }

    @Test
    void operations_are_found_by_their_time() {
        Page page = ready(open(report()));
        page.fill("#query", "2.01s..2.51s ok");
        page.waitForCondition(() -> page.locator("#matches").innerText().startsWith("6 of"));
    }
}
