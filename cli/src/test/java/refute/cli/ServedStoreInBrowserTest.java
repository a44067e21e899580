package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import refute.cli.serve.StoreServer;
import refute.reports.html.Chromium;

/** The server of stored runs, as a person uses it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedStoreInBrowserTest {
    private Path scratch;
    private Chromium chromium;
    private FailedRun failed;
    private Path store;
    private StoreServer server;
    private int stores;
    private Page page;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        scratch = folder;
        chromium = Chromium.start();
        failed = new FailedRun(Files.createDirectories(scratch.resolve("original")));
    }

    @BeforeEach
    void serve() throws IOException {
        chromium.errors.clear();
        store = Files.createDirectories(scratch.resolve("store-" + stores++));
        failed.copy(store.resolve("kv-register/1"));
        failed.copy(store.resolve("kv-register/2"));
        server = StoreServer.start(store, 0, new StorePages(store.toRealPath()));
    }

    /** A page whose server is gone asks for it again and again. */
    @AfterEach
    void leave() {
        page.context().close();
        server.close();
    }

    @AfterAll
    void stop() {
        // Null when there was no browser to start.
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void a_run_that_ends_shows_without_reloading_and_what_was_typed_and_chosen_stays() throws IOException {
        Path run = failed.copy(store.resolve("kv-register/3"));
        byte[] record = Files.readAllBytes(run.resolve("run.json"));
        DamagedRunTest.withoutOutcome(run);
        open();
        page.evaluate("window.notReloaded = true");
        assertThat(page.locator("#runs tbody tr[data-verdict=open]").count()).isEqualTo(1);
        page.fill("#query", "kv-register");
        page.locator("#runs input").first().check();

        Files.write(run.resolve("run.json"), record);

        page.waitForSelector("#runs tbody:not(:has(tr[data-verdict=open]))");
        assertThat(page.locator("main > .reason").innerText()).startsWith("3 runs of 1 scenario: 3 invalid.");
        assertThat(page.inputValue("#query")).isEqualTo("kv-register");
        assertThat(page.locator("#runs input:checked").count()).isEqualTo(1);
        assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void two_runs_are_chosen_and_compared() {
        open();
        page.click("#compare button");
        assertThat(page.locator("#chosen").innerText()).isEqualTo("Choose two runs.");
        page.locator("#runs input").nth(0).check();
        page.locator("#runs input").nth(1).check();
        page.click("#compare button");
        page.waitForURL("**/compare?*");
        assertThat(page.locator(".sides").first().innerText()).contains("kv-register/1", "kv-register/2", "INVALID");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.click("text=All runs");
        page.waitForSelector("#compare");
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void a_report_draws_itself_though_it_is_trusted_with_nothing() {
        open();
        page.locator("#runs a").first().click();
        page.waitForSelector("html[data-ready=true]");
        assertThat(page.evaluate("self.origin")).isEqualTo("null");
        page.click("#zoom-in");
        page.waitForCondition(() -> page.url().contains("#t="));
        assertThat(chromium.errors).isEmpty();
    }

    @Test
    void axe_finds_nothing_to_complain_about() {
        open();
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    private void open() {
        page = chromium.page(new Browser.NewContextOptions().setViewportSize(1280, 900));
        page.navigate(server.address());
        page.waitForSelector("html[data-live=true]");
    }
}
