package refute.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.run.RunFolder;

/**
 * The folder of a run that somebody named: itself, or a zip file of it, unpacked for as long as this is open.
 *
 * <p>A zip file comes from anywhere. Nothing of it is written outside of a fresh folder, only files and folders come out of it
 * (no links), and it is refused when it has more than {@value #ENTRIES_MAX} entries or unpacks to more than
 * {@value #BYTES_MAX} bytes, whatever its entries claim.
 */
final class UnpackedRun implements AutoCloseable {
    static final int ENTRIES_MAX = 10_000;
    static final long BYTES_MAX = 2L << 30;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final @Nullable Path temporary;

    private UnpackedRun(Path folder, @Nullable Path temporary) {
        this.folder = folder;
        this.temporary = temporary;
    }

    /** @throws BadInput if it is neither a folder nor a zip file of one, or a zip file that is refused */
    static UnpackedRun open(Path named) {
        return open(named, BYTES_MAX);
    }

    static UnpackedRun open(Path named, long bytesMax) {
        if (!named.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip") || Files.isDirectory(named)) {
            return new UnpackedRun(named, null);
        }
        if (!Files.isRegularFile(named)) {
            throw new BadInput(named.toString(), "there is no such file", "name a run folder or a zip file of one");
        }
        Path into = null;
        try {
            into = Files.createTempDirectory("refute-run-");
            unpack(named, into, bytesMax);
            return new UnpackedRun(runIn(named, into), into);
        } catch (IOException | BadInput e) {
            remove(into);
            throw e instanceof BadInput bad
                    ? bad
                    : new BadInput(named.toString(), "cannot be unpacked: " + e.getMessage(), "zip the run folder");
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        remove(temporary);
    }

    private static void unpack(Path zip, Path into, long bytesMax) throws IOException {
        long left = bytesMax;
        int entries = 0;
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > ENTRIES_MAX) {
                    throw new BadInput(zip.toString(), "has more than " + ENTRIES_MAX + " entries", "no run has");
                }
                Path to = inside(zip, into, entry);
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    left = copy(zip, in, to, left);
                }
            }
        }
        if (entries == 0) {
            throw new ZipException("it is no zip file, or an empty one");
        }
    }

    /** Where the entry goes; a name that leads out of the folder, or is no name here, is refused. */
    private static Path inside(Path zip, Path into, ZipEntry entry) {
        try {
            Path to = into.resolve(entry.getName()).normalize();
            if (to.startsWith(into) && !entry.getName().contains("\\")) {
                return to;
            }
        } catch (InvalidPathException e) {
            // Refused as well.
        }
        throw new BadInput(
                zip.toString(), "has an entry that leads out of it: " + printable(entry.getName()), "do not trust it");
    }

    private static long copy(Path zip, InputStream in, Path to, long bytesMax) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = bytesMax;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new BadInput(zip.toString(), "unpacks to more than is sensible for a run", "name its folder");
                }
                out.write(buffer, 0, read);
            }
        }
        return left;
    }

    /** The run's files stand at the top, or in the one folder that does. */
    private static Path runIn(Path zip, Path into) throws IOException {
        if (isOne(into)) {
            return into;
        }
        try (Stream<Path> top = Files.list(into)) {
            List<Path> runs = top.filter(UnpackedRun::isOne).sorted().toList();
            if (runs.size() == 1) {
                return runs.getFirst();
            }
            throw new BadInput(
                    zip.toString(),
                    runs.isEmpty() ? "has no " + RunFolder.RECORD : "has " + runs.size() + " runs",
                    "zip the folder of one run");
        }
    }

    private static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(RunFolder.RECORD)) || Finding.isIn(folder);
    }

    private static String printable(String name) {
        String shown = name.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    }

    static void remove(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // It is in the folder for temporary files, which the system clears.
        }
    }
}
