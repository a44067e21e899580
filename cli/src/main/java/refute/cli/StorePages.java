package refute.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import refute.cli.serve.Pages;
import refute.harness.run.RunFolder;
import refute.harness.run.RunRecord;
import refute.reports.Report;
import refute.reports.html.ComparisonReport;
import refute.reports.html.HtmlReport;
import refute.reports.html.IndexReport;

/** The pages of a store that is served. One is made at a time: a report of a million operations takes memory. Safe for several threads. */
final class StorePages implements Pages {
    private final Path store;
    private final RunLines lines;
    private final ReentrantLock one = new ReentrantLock();

    /** @param store its real path */
    StorePages(Path store) {
        this.store = store;
        this.lines = new RunLines(store);
    }

    @Override
    public String index() {
        RunStore found = RunStore.look(store);
        return alone(() -> IndexReport.served(lines.index(RunStore.title(store), found.runs(), found.problems())));
    }

    @Override
    public String comparison(Path left, Path right) {
        return alone(() -> ComparisonReport.page(side(left), side(right)));
    }

    private ComparisonReport.Side side(Path run) {
        RunFolder folder = RunFolder.open(run);
        return new ComparisonReport.Side(
                store.relativize(folder.path()).toString().replace('\\', '/'), report(folder, folder.record()));
    }

    @Override
    public Optional<String> report(Path run) {
        RunFolder folder = RunFolder.open(run);
        RunRecord record = folder.record();
        return record.outcome().isPresent() && Files.exists(folder.reportFile())
                ? Optional.empty()
                : Optional.of(alone(() -> HtmlReport.page(report(folder, record))));
    }

    private static Report report(RunFolder folder, RunRecord record) {
        try {
            return RunReport.of(folder, record, folder.history().history());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String stamp() {
        return RunStore.look(store).stamp();
    }

    private <T> T alone(Supplier<T> work) {
        one.lock();
        try {
            return work.get();
        } finally {
            one.unlock();
        }
    }
}
