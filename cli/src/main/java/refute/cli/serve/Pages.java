package refute.cli.serve;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is shown. Called by many threads. Methods throw {@link refute.harness.BadInput} for run folders that cannot be read; what is wrong
 * with them is shown instead.
 */
public interface Pages {
    /** All runs, as a page. */
    String index();

    /** Two run folders side by side, as a page. */
    String comparison(Path one, Path other);

    /** The report of this run folder, made now; empty if {@code report.html} in it tells all. */
    Optional<String> report(Path run);

    /** A text that is another one whenever the index would be; quick to make. */
    String stamp();
}
