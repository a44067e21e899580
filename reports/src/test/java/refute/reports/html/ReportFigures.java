package refute.reports.html;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import refute.reports.Report;

/**
 * Measures a large report in a real browser: its size, how long it takes to write, to paint first, to be ready, and a frame
 * while panning. Not among the tests: {@code benchmarks/report [OPERATIONS [WORKERS]]} runs it.
 */
class ReportFigures {
    private static final int FRAMES = 120;

    @Test
    void figures() throws IOException {
        int operations = Integer.getInteger("refute.report.operations", 1_000_000);
        int workers = Integer.getInteger("refute.report.workers", 100);
        Report report = SampleReport.of(operations, workers, List.of(), SampleReport.manyFaults(20));
        Path file = Files.createTempFile("report", ".html");
        try (Chromium chromium = Chromium.start()) {
            long began = System.nanoTime();
            HtmlReport.write(report, file);
            System.out.printf(
                    "%,d operations, %d workers: %,d bytes, written in %.2f s%n",
                    operations, workers, Files.size(file), (System.nanoTime() - began) / 1e9);
            Page page = chromium.page(new Browser.NewContextOptions().setViewportSize(1280, 900));
            page.navigate(file.toUri().toString());
            InBrowser.ready(page);
            System.out.println(
                    "first paint at "
                            + page.evaluate(
                                    "performance.getEntriesByName('first-contentful-paint').map(p => Math.round(p.startTime))[0] + ' ms, ready at ' + Math.round(Refute.readyAt) + ' ms'"));
            for (double share : new double[] {1, .3, .03, .001}) {
                System.out.println(frames(page, share));
            }
            System.out.println("errors: " + chromium.errors);
        } finally {
            Files.delete(file);
        }
    }

    /** Pans through the run while so much of it is in view. */
    private static String frames(Page page, double share) {
        Object times = page.evaluate("""
                async ({ share, frames }) => {
                  const last = Refute.ops.last, times = [], work = [];
                  document.getElementById('lanes-box').scrollIntoView();
                  for (let n = 0; n < frames; n++) {
                    const from = (last - last * share) * n / frames;
                    const began = performance.now();
                    Refute.view.show(from, from + last * share * .999);
                    await new Promise(resolve => requestAnimationFrame(() => { work.push(0); setTimeout(resolve); }));
                    times.push(performance.now() - began);
                  }
                  times.sort((a, b) => a - b);
                  return [times[Math.floor(frames / 2)], times[Math.floor(frames * .95)], times[frames - 1]].map(t => t.toFixed(1)).join(' / ');
                }""", Map.of("share", share, "frames", FRAMES));
        return "panning with " + share * 100 + " % in view: frame p50 / p95 / max " + times + " ms";
    }
}
