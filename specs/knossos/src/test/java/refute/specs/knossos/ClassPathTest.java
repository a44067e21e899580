package refute.specs.knossos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;

class ClassPathTest {
    @TempDir
    Path folder;

    @Test
    void it_reads_as_that_of_java_does() throws IOException {
        Path sources = Files.createDirectory(folder.resolve("src"));
        Path one = Files.createFile(folder.resolve("one.jar"));
        Path two = Files.createFile(folder.resolve("two.jar"));
        Files.createFile(folder.resolve("notes.txt"));
        assertThat(ClassPath.parse(sources + File.pathSeparator + folder + "/*").entries())
                .containsExactly(sources, one, two);
    }

    @Test
    void every_entry_that_does_not_exist_is_named() {
        assertThatThrownBy(() -> ClassPath.parse("no/such.jar" + File.pathSeparator + "nor/this/*"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no/such.jar")
                .hasMessageContaining("nor/this");
    }

    @Test
    void where_there_is_no_knossos_the_message_says_what_is_missing() {
        boolean named = !RealKnossos.classPath().entries().isEmpty();
        boolean present = ClassPathTest.class.getResource("/knossos/wgl.clj") != null;
        assumeTrue(!named && !present, "Knossos is there, and once loaded it stays");
        assertThatThrownBy(() -> Knossos.on(ClassPath.OWN))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("--engine knossos")
                .hasMessageContaining("knossos/")
                .hasMessageContaining("--classpath");
    }
}
