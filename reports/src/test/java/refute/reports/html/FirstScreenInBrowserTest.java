package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import refute.harness.fault.InjectedFault;
import refute.harness.generator.Call;
import refute.harness.generator.ListedCall;
import refute.harness.history.Value;
import refute.harness.run.Script;
import refute.harness.run.Shrunk;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Accident;
import refute.reports.Report;

/** What is read first of a run that was made smaller, and of others. */
class FirstScreenInBrowserTest extends InBrowser {
    private static final int SCREEN = 900;

    @Test
    void a_run_that_was_made_smaller_leads_with_its_minimal_schedule_and_the_command_that_replays_it() {
        Page page = ready(open(smaller(3)));
        String text = page.locator("#minimal").innerText();
        assertThat(text)
                .contains("1 fault, 1 accident, 3 operations")
                .contains("kv-register/20260101T000000.000-7 (6 faults, 28 accidents, 176 operations, 5 nodes)")
                .contains("ended before nothing smaller was found")
                .contains("partition: n2 isolated, stalled")
                .contains("sync-slow on n2 by 4.500 ms")
                .contains("write[r1] 2", "worker 2");
        assertThat(page.locator(".injected .mono").allInnerTexts()).hasSize(4);
        double minimal = page.locator("#minimal").boundingBox().y;
        double command = page.locator("#rerun").boundingBox().y;
        double witness = page.locator("#witness svg").boundingBox().y;
        assertThat(minimal).isLessThan(command);
        assertThat(command).isLessThan(witness);
        assertThat(witness).isLessThan(SCREEN);
        assertThat(page.locator("#injected-h").count()).isZero();
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void of_many_operations_that_are_left_some_are_behind_their_number() {
        Page page = ready(open(smaller(200)));
        assertThat(page.locator("#minimal summary").innerText()).isEqualTo("and 188 more");
        assertThat(page.locator("#minimal").boundingBox().height).isLessThan(SCREEN);
        page.click("#minimal summary");
        assertThat(page.locator("#minimal li:visible").count()).isEqualTo(202);
    }

    @Test
    void another_run_shows_the_faults_that_were_in_force_while_the_witness_happened() {
        Report sample = SampleReport.of(OPERATIONS, List.of());
        List<InjectedFault> faults = List.of(SampleReport.fault("f1", 0, 8), SampleReport.fault("f2", 40, 47));
        Page page = ready(open(with(sample, faults)));
        assertThat(page.locator("#injected-h").innerText()).isEqualTo("In force while this happened");
        assertThat(page.locator(".injected").innerText())
                .contains("0.0–8.0 s", "and 1 more in this run")
                .doesNotContain("40.0");
    }

    @Test
    void a_witness_names_the_node_that_each_process_asks() {
        Page page = ready(open(SampleReport.of(OPERATIONS, List.of())));
        List<String> lanes = page.locator("#witness svg > text").allTextContents().stream()
                .filter(text -> text.startsWith("process "))
                .toList();
        assertThat(lanes).isNotEmpty().allMatch(text -> text.matches("process \\d+ · n[123]"));
    }

    @Test
    void faults_that_were_not_in_force_then_are_shown_and_said_not_to_be() {
        Report sample = SampleReport.of(OPERATIONS, List.of());
        Page page = ready(open(with(sample, List.of(SampleReport.fault("f2", 40, 47)))));
        assertThat(page.locator("#injected-h").innerText()).isEqualTo("Injected, but not in force while this happened");
        assertThat(page.locator(".injected").innerText()).contains("40.0–47.0 s");
    }

    private static Report with(Report sample, List<InjectedFault> faults) {
        return new Report(sample.header(), sample.history(), faults, sample.results(), sample.logs());
    }

    private static Report smaller(int operations) {
        Report sample = SampleReport.of(OPERATIONS, List.of());
        List<ListedCall> calls = IntStream.range(0, operations)
                .mapToObj(n -> new ListedCall(n * 1_000_000L, n, new Call("write", Value.of("r1"), Value.of(n))))
                .toList();
        NodeId node = new NodeId(2);
        List<Accident> accidents =
                List.of(new Accident(Accident.What.SYNC_SLOW, node, node, 12_000_000, 0, 4_500_000, 0));
        Shrunk how = new Shrunk(
                "kv-register/20260101T000000.000-7",
                7,
                "linearizable: unlinearizable register",
                new Shrunk.Size(6, 28, 176, 5, 8_000_000_000L),
                new Shrunk.Size(1, 1, calls.size(), 3, 80_000_000L),
                63,
                1_100_000_000L,
                false);
        return new Report(
                sample.header(),
                sample.history(),
                List.of(SampleReport.fault("f1", 0, 8)),
                sample.results(),
                sample.inside(),
                Optional.of(new Report.Smaller(new Script(calls, false, accidents, true), Optional.of(how))));
    }
}
