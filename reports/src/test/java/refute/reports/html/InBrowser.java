package refute.reports.html;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import refute.reports.Report;

/** A browser for the tests of a class; skips them all where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {
    static final int OPERATIONS = 2_000;

    @TempDir
    Path folder;

    Chromium chromium;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
    }

    @BeforeEach
    void forget() {
        chromium.errors.clear();
        chromium.requests.clear();
    }

    @AfterAll
    void stop() {
        // Null when there was no browser to start.
        if (chromium != null) {
            chromium.close();
        }
    }

    Page open(Report report) {
        return open(report, "", new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    Page open(Report report, String fragment, Browser.NewContextOptions options) {
        Page page = chromium.page(options);
        Path file = folder.resolve("report-" + System.identityHashCode(page) + ".html");
        try {
            HtmlReport.write(report, file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        page.navigate(file.toUri() + fragment);
        return page;
    }

    /** Waits until everything is drawn. */
    static Page ready(Page page) {
        page.waitForSelector("html[data-ready=true]");
        return page;
    }
}
