package refute.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes a report as one HTML file that needs no network. Safe to call from several threads. */
public final class HtmlReport {
    private static final String OWN = "/refute/reports/html/";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    /** In the order in which they build on each other. */
    private static final List<String> SCRIPTS =
            List.of("data.js", "view.js", "dom.js", "witness.js", "lanes.js", "charts.js", "search.js", "page.js");

    private HtmlReport() {}

    /** Writes the report to the file, which is replaced as a whole. */
    public static void write(Report report, Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, page(report), StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The report as a page. */
    public static String page(Report report) {
        StringBuilder script = new StringBuilder(resource(UPLOT + "uPlot.iife.min.js"));
        SCRIPTS.forEach(name -> script.append('\n').append(resource(OWN + name)));
        return resource(OWN + "page.html")
                .replace("{{title}}", escaped(report.header().title()))
                .replace("{{style}}", resource(UPLOT + "uPlot.min.css") + resource(OWN + "page.css"))
                .replace("{{script}}", script.toString())
                // Last: what it holds is untrusted and may look like one of the marks above.
                .replace("{{data}}", ReportData.of(report));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String path) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
