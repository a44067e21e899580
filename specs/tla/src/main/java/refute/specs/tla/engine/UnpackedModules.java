package refute.specs.tla.engine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import util.FilenameToStream;
import util.SimpleFilenameToStream;

/**
 * Finds modules: TLC's own, unpacked into the folder of the run, or those beside the spec. TLC itself unpacks its own into the machine's
 * temporary folder, where two runs at once write over each other's.
 */
final class UnpackedModules extends SimpleFilenameToStream {
    private static final String STANDARD = "tla2sany/StandardModules/";
    private static final String SUFFIX = ".tla";

    private final Path folder;

    UnpackedModules(Path folder) {
        this.folder = folder;
    }

    @Override
    public File resolve(String name, boolean isModule) {
        String file = isModule && !name.endsWith(SUFFIX) ? name + SUFFIX : name;
        boolean plain = isModule && file.indexOf('/') < 0;
        Path standard = folder.resolve(plain ? file : "none");
        if (plain && (Files.exists(standard) || unpack(file, standard))) {
            return new TLAFile(standard.toString(), true, this);
        }
        return super.resolve(name, isModule);
    }

    @Override
    public boolean isStandardModule(String name) {
        return resource(name.endsWith(SUFFIX) ? name : name + SUFFIX) != null;
    }

    private static boolean unpack(String file, Path to) {
        try (InputStream in = resource(file)) {
            if (in == null) {
                return false;
            }
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("TLC's module " + file + " cannot be unpacked", e);
        }
    }

    private static @Nullable InputStream resource(String file) {
        return FilenameToStream.class.getClassLoader().getResourceAsStream(STANDARD + file);
    }
}
