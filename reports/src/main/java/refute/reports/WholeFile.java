package refute.reports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are read while they are replaced, perhaps by several at once: whoever reads finds the old one or the new one. */
public final class WholeFile {
    private WholeFile() {}

    /** Puts this text in the place of the file. */
    public static void write(Path file, String text) throws IOException {
        // A run that ends and somebody who asks for its report may write the same file.
        Path fresh = file.resolveSibling("." + file.getFileName() + "-"
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + ".new");
        try {
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
