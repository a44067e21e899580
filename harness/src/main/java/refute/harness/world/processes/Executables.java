package refute.harness.world.processes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import refute.harness.BadInput;

/** Where programs are. Looked up here and not by the system that starts them, so that a wrong one is told before anything starts. */
public final class Executables {
    private Executables() {}

    /** The absolute path of a program given by its path, or by its name to be found on the PATH; empty if there is none. */
    public static Optional<Path> find(String program) {
        if (program.contains(File.separator)) {
            return Optional.of(Path.of(program).toAbsolutePath()).filter(Executables::runs);
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program).toAbsolutePath())
                .filter(Executables::runs)
                .findFirst();
    }

    /** @throws BadInput if there is none */
    static Path require(String program) {
        return find(program).orElseThrow(() -> {
            if (program.contains(File.separator)) {
                boolean there = Files.exists(Path.of(program));
                return new BadInput("program " + program, there ? "cannot be executed" : "is not there", "");
            }
            return new BadInput("program " + program, "is not on the PATH", "install it, or give its path");
        });
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
