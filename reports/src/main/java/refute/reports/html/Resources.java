package refute.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that go into pages, from the class path. */
final class Resources {
    private static final String OWN = "/refute/reports/html/";

    private Resources() {}

    /** The text of one of our own files. */
    static String own(String name) {
        return of(OWN + name);
    }

    /** The text of a file on the class path. */
    static String of(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
