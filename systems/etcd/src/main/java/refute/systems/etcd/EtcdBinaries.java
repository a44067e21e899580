package refute.systems.etcd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import refute.harness.BadInput;
import refute.harness.system.SystemOptions;

/**
 * The etcd programs that a machine has: {@code etcd} in the folders of the path, and {@code etcd/VERSION/etcd} in the cache
 * folder of Refute. A program counts as the version that it says itself, whatever its folder is called.
 *
 * @param path the folders of the path, in order
 * @param cache the cache folder of Refute; need not exist
 */
record EtcdBinaries(List<Path> path, Path cache) {
    private static final Pattern VERSION_LINE = Pattern.compile("(?m)^etcd Version: (\\S{1,64})\\s*$");
    private static final int ANSWER_SECONDS_MAX = 10;
    private static final int ANSWER_BYTES_MAX = 4096;
    private static final int CACHED_MAX = 100;

    EtcdBinaries {
        path = List.copyOf(path);
    }

    static EtcdBinaries ofMachine() {
        Map<String, String> environment = System.getenv();
        List<Path> path = Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
        Path cache = Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return new EtcdBinaries(path, cache.resolve("refute"));
    }

    /** All there are, the newest first. Starts each once, to ask. */
    List<EtcdBinary> all() {
        List<EtcdBinary> found = new ArrayList<>();
        onPath().flatMap(this::ask).ifPresent(found::add);
        cached().forEach(binary -> ask(binary).ifPresent(found::add));
        return found.stream().sorted(EtcdBinary.NEWEST_FIRST).toList();
    }

    /**
     * The one that is asked for.
     *
     * @throws BadInput if it is not there or not etcd; says how to get it
     */
    EtcdBinary find(SystemOptions options) {
        if (options.binary().isPresent()) {
            EtcdBinary given = given(options.binary().get());
            options.version()
                    .filter(version -> !version.equals(given.version()))
                    .ifPresent(version -> {
                        throw new BadInput(
                                "--version " + version,
                                given.path() + " is etcd " + given.version(),
                                "leave out --version, or name another --binary");
                    });
            return given;
        }
        return options.version().map(this::ofVersion).orElseGet(this::usual);
    }

    private EtcdBinary usual() {
        return onPath().flatMap(this::ask)
                .or(() -> all().stream().findFirst())
                .orElseThrow(() ->
                        new BadInput("etcd", "no etcd on the path, none in " + cache.resolve("etcd"), remedy("3.6.5")));
    }

    private EtcdBinary ofVersion(String version) {
        if (!version.matches("[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}(-[0-9A-Za-z.]{1,20})?")) {
            throw new BadInput("--version " + version, "not a version of etcd", "as in --version 3.4.23");
        }
        Path cachedPath = cache.resolve("etcd").resolve(version).resolve("etcd");
        Optional<EtcdBinary> there = Files.isExecutable(cachedPath)
                ? ask(cachedPath).filter(b -> b.version().equals(version))
                : Optional.empty();
        return there.or(() ->
                        all().stream().filter(b -> b.version().equals(version)).findFirst())
                .orElseThrow(() -> new BadInput(
                        "--version " + version, "this etcd is not on this machine" + have(), remedy(version)));
    }

    private String have() {
        List<String> versions =
                all().stream().map(EtcdBinary::version).distinct().toList();
        return versions.isEmpty() ? ", nor is any other" : ", which has " + String.join(", ", versions);
    }

    /** The ways to get it, for whoever has none. */
    private String remedy(String version) {
        return """
                any of:
                  1. a package: apt-get install etcd-server (Debian 12 has 3.4.23)
                  2. build it from its Go module, in an empty folder:
                       printf 'package main\\nimport ("os"; "go.etcd.io/etcd/server/v3/etcdmain")\\nfunc main() { etcdmain.Main(os.Args) }\\n' > main.go
                       go mod init etcd && go get go.etcd.io/etcd/server/v3@v%s && go mod tidy
                       CGO_ENABLED=0 go build -o %s .
                  3. --world containers, with the image gcr.io/etcd-development/etcd:v%s
                  4. --binary PATH, if you have it elsewhere""".formatted(version, cache.resolve("etcd").resolve(version).resolve("etcd"), version);
    }

    private EtcdBinary given(String binary) {
        Path file = Path.of(binary).toAbsolutePath();
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new BadInput("--binary " + binary, "not a program: no such executable file", "");
        }
        return ask(file)
                .orElseThrow(() -> new BadInput(
                        "--binary " + binary,
                        "not etcd: asked for its --version it did not say \"etcd Version: …\", but " + answer(file),
                        "name the server, not etcdctl"));
    }

    private Optional<Path> onPath() {
        return path.stream()
                .map(folder -> folder.resolve("etcd"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private List<Path> cached() {
        Path folder = cache.resolve("etcd");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.map(version -> version.resolve("etcd"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .limit(CACHED_MAX)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private Optional<EtcdBinary> ask(Path file) {
        Matcher line = VERSION_LINE.matcher(answer(file));
        return line.find() ? Optional.of(new EtcdBinary(file, line.group(1))) : Optional.empty();
    }

    /** What the program says to {@code --version}, or why it says nothing. */
    private static String answer(Path file) {
        try {
            Process process = new ProcessBuilder(file.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            try {
                return answer(process);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return "\"" + e.getMessage() + "\"";
        }
    }

    private static String answer(Process process) throws IOException {
        // A program that neither answers nor ends is killed by the timer, which ends the read.
        CompletableFuture<Process> timer = process.onExit().orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        CompletableFuture<Process> killed = timer.whenComplete((ended, late) -> {
            if (late != null) {
                process.destroyForcibly();
            }
        });
        byte[] said = process.getInputStream().readNBytes(ANSWER_BYTES_MAX);
        killed.cancel(false);
        String text = new String(said, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "nothing" : text;
    }
}
