package refute.benchmarks.tree;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import refute.benchmarks.Folders;

/**
 * Prints tables of what the tree, MVStore and RocksDB can do on this machine, one for each number of keys and of threads.
 *
 * <pre>{@code
 * benchmarks/tree [--keys 1000000,10000000] [--threads 1,2] [--peers tree,mvstore,rocksdb] [--seconds 5]
 *                 [--cache MEGABYTES] [--heap MEGABYTES] [--folder FOLDER]
 * }</pre>
 */
public final class TreeBesidePeers {
    private final Path parent;
    private final String seconds;
    private final long cacheMegabytes;
    private final long heapMegabytes;

    private TreeBesidePeers(Path parent, String seconds, long cacheMegabytes, long heapMegabytes) {
        this.parent = parent;
        this.seconds = seconds;
        this.cacheMegabytes = cacheMegabytes;
        this.heapMegabytes = heapMegabytes;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        TreeBesidePeers beside = new TreeBesidePeers(
                Path.of(option(arguments, "--folder", System.getProperty("java.io.tmpdir"))),
                option(arguments, "--seconds", "5"),
                Long.parseLong(option(arguments, "--cache", "2048")),
                Long.parseLong(option(arguments, "--heap", "5120")));
        List<String> peers = list(option(arguments, "--peers", "tree,mvstore,rocksdb"));
        for (String keys : list(option(arguments, "--keys", "1000000,10000000"))) {
            for (String threads : list(option(arguments, "--threads", "1,2"))) {
                beside.table(peers, keys, threads);
            }
        }
    }

    private static List<String> list(String words) {
        return List.of(words.split(",", -1));
    }

    private static String option(String[] arguments, String name, String usual) {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals(name)) {
                return arguments[i + 1];
            }
        }
        return usual;
    }

    private void table(List<String> peers, String keys, String threads) throws IOException, InterruptedException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String peer : peers) {
            Path folder = Files.createTempDirectory(parent, "refute-tree-");
            try {
                course(rows, peer, folder, keys, threads, "main");
                course(rows, peer, folder, keys, threads, "open");
            } finally {
                Folders.remove(folder);
            }
        }
        System.out.println("\n" + keys + " keys, " + threads + " threads\n");
        System.out.println("| | " + String.join(" | ", peers) + " |");
        System.out.println("| --- |" + " ---: |".repeat(peers.size()));
        rows.forEach((name, cells) -> System.out.println("| " + name + " | " + String.join(" | ", cells) + " |"));
    }

    private void course(
            Map<String, List<String>> rows, String peer, Path folder, String keys, String threads, String part)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(list(System.getProperty("refute.benchmarks.jvm", "-XX:+UseParallelGC")));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Course.class.getName(),
                peer,
                folder.toString(),
                keys,
                threads,
                Long.toString(cacheMegabytes << 20),
                seconds,
                part));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(Course.KILL)) {
                    process.destroyForcibly();
                    break;
                }
                String[] parts = line.split("\t", -1);
                System.err.println(peer + ": " + line);
                rows.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(cell(Double.parseDouble(parts[1])));
            }
        }
        // 137: it was killed, as it asked for.
        if (process.waitFor() != 0 && process.exitValue() != 137) {
            throw new IllegalStateException(peer + " ended with " + process.exitValue());
        }
    }

    private static String cell(double figure) {
        return figure >= 1000
                ? String.format(Locale.ROOT, "%,.0f", figure)
                : String.format(Locale.ROOT, figure >= 10 ? "%.0f" : "%.3f", figure);
    }
}
