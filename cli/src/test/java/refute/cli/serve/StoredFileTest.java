package refute.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredFileTest {
    @TempDir
    Path folder;

    private Path store;

    @BeforeEach
    void store() throws IOException {
        store = Files.createDirectories(folder.toRealPath().resolve("store"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Path run = Files.createDirectories(store.resolve("a/1 + ü"));
        Files.writeString(run.resolve("run.json"), "{}");
        Files.writeString(Files.createDirectories(store.resolve("a/.new-7")).resolve("run.json"), "{}");
        Files.createSymbolicLink(store.resolve("latest"), Path.of("a/1 + ü"));
        Files.createSymbolicLink(store.resolve("out"), folder);
        Files.createSymbolicLink(store.resolve("hidden"), Path.of("a/.new-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/1%20+%20%C3%BC/run.json", "latest/run.json"})
    void files_of_the_store_are_found_also_by_links_within_it(String path) {
        assertThat(StoredFile.find(store, path)).contains(store.resolve("a/1 + ü/run.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../secret.txt",
                "%2e%2e/secret.txt",
                "a/../../secret.txt",
                "..%2fsecret.txt",
                "..%5csecret.txt",
                "a%2f..%2f..%2fsecret.txt",
                "/etc/passwd",
                "%2fetc%2fpasswd",
                "out/secret.txt",
                "hidden/run.json",
                "a/.new-7/run.json",
                "a//1",
                "a/%00",
                "a/%zz",
                "a/gone"
            })
    void nothing_else_is(String path) {
        assertThat(StoredFile.find(store, path)).isEmpty();
    }

    @Test
    void only_reports_are_sent_as_pages() {
        assertThat(StoredFile.type(Path.of("report.html"))).startsWith("text/html");
        assertThat(StoredFile.type(Path.of("picture.svg"))).isEqualTo("application/octet-stream");
        assertThat(StoredFile.type(Path.of("history.refute"))).isEqualTo("application/octet-stream");
        assertThat(StoredFile.type(Path.of("log-1.txt"))).startsWith("text/plain");
    }
}
