package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.history.Value;

class HtmlReportTest {
    @TempDir
    Path folder;

    @Test
    void a_report_of_ten_thousand_operations_is_small() throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport.write(SampleReport.of(10_000, List.of(Value.of(1), Value.of(2), Value.of(77))), file);
        assertThat(Files.size(file)).isLessThan(300_000);
        if (System.getProperty("keep") != null) {
            Files.copy(file, Path.of(System.getProperty("keep")), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
