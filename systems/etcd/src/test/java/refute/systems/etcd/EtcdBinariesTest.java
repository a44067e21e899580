package refute.systems.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;
import refute.harness.system.SystemOptions;

class EtcdBinariesTest {
    @TempDir
    Path folder;

    @Test
    void the_versions_are_what_the_programs_say_newest_first() throws IOException {
        program("bin/etcd", "etcd Version: 3.4.23");
        program("cache/etcd/3.6.5/etcd", "etcd Version: 3.6.5");
        program("cache/etcd/3.10.0/etcd", "etcd Version: 3.10.0");
        program("cache/etcd/misnamed/etcd", "etcd Version: 3.6.0-rc.1");

        assertThat(new Etcd(binaries()).versions()).containsExactly("3.10.0", "3.6.5", "3.6.0-rc.1", "3.4.23");
    }

    @Test
    void asked_for_nothing_it_is_the_one_on_the_path() throws IOException {
        program("bin/etcd", "etcd Version: 3.4.23");
        program("cache/etcd/3.6.5/etcd", "etcd Version: 3.6.5");

        assertThat(binaries().find(SystemOptions.standard()).version()).isEqualTo("3.4.23");
    }

    @Test
    void with_none_on_the_path_it_is_the_newest_in_the_cache() throws IOException {
        program("cache/etcd/3.5.0/etcd", "etcd Version: 3.5.0");
        program("cache/etcd/3.6.5/etcd", "etcd Version: 3.6.5");

        assertThat(binaries().find(SystemOptions.standard()).version()).isEqualTo("3.6.5");
    }

    @Test
    void a_version_is_found_on_the_path_and_in_the_cache() throws IOException {
        program("bin/etcd", "etcd Version: 3.4.23");
        program("cache/etcd/3.6.5/etcd", "etcd Version: 3.6.5");

        assertThat(find(SystemOptions.standard().withVersion("3.4.23"))).isEqualTo(folder.resolve("bin/etcd"));
        assertThat(find(SystemOptions.standard().withVersion("3.6.5")))
                .isEqualTo(folder.resolve("cache/etcd/3.6.5/etcd"));
    }

    @Test
    void a_version_that_is_not_there_says_what_is_and_every_way_to_get_it() throws IOException {
        program("bin/etcd", "etcd Version: 3.4.23");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> find(SystemOptions.standard().withVersion("3.6.5")))
                .withMessageContainingAll(
                        "--version 3.6.5",
                        "which has 3.4.23",
                        "apt-get install etcd-server",
                        "go get go.etcd.io/etcd/server/v3@v3.6.5",
                        "--world containers",
                        "gcr.io/etcd-development/etcd:v3.6.5");
    }

    @Test
    void a_machine_without_any_says_so() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> find(SystemOptions.standard()))
                .withMessageContainingAll("no etcd on the path", "apt-get install etcd-server", "--world containers");
    }

    @Test
    void a_binary_that_is_not_etcd_is_told_with_what_it_said() throws IOException {
        Path other = program("other", "etcdctl version: 3.4.23");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> find(SystemOptions.standard().withBinary(other.toString())))
                .withMessageContainingAll("--binary " + other, "not etcd", "etcdctl version: 3.4.23");
    }

    @Test
    void a_binary_that_does_not_start_is_told() throws IOException {
        Path garbage = Files.write(folder.resolve("garbage"), new byte[] {1, 2, 3});
        assertThat(garbage.toFile().setExecutable(true)).isTrue();

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> find(SystemOptions.standard().withBinary(garbage.toString())))
                .withMessageContaining("not etcd");
    }

    @Test
    void a_binary_that_is_not_there_is_told() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> find(SystemOptions.standard().withBinary(folder + "/none")))
                .withMessageContaining("no such executable file");
    }

    @Test
    void a_binary_of_another_version_than_asked_for_is_told() throws IOException {
        Path binary = program("etcd", "etcd Version: 3.4.23");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> find(
                        SystemOptions.standard().withBinary(binary.toString()).withVersion("3.6.5")))
                .withMessageContaining("is etcd 3.4.23");
    }

    @Test
    void a_version_that_is_none_never_becomes_a_path() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> find(SystemOptions.standard().withVersion("../../bin")))
                .withMessageContaining("not a version");
    }

    private Path find(SystemOptions options) {
        return binaries().find(options).path();
    }

    private EtcdBinaries binaries() {
        return new EtcdBinaries(List.of(folder.resolve("bin")), folder.resolve("cache"));
    }

    private Path program(String name, String says) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho '" + says + "'\necho 'Git SHA: none'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
