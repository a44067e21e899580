package refute.harness.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerClasspathTest {
    private static final List<String> JARS = List.of(
            "/lib/grpc-api-1.jar",
            "/lib/refute-kv-0.1.0-SNAPSHOT-mutants.jar",
            "",
            "/lib/refute-kv-0.1.0-SNAPSHOT.jar");

    private static final Path SERVER = Path.of("/lib/refute-kv-0.1.0-SNAPSHOT.jar");

    @Test
    void the_jar_that_allows_mutants_is_there_only_when_asked_for_and_the_server_is_first() {
        assertThat(ServerClasspath.of(JARS, SERVER, false).split(File.pathSeparator))
                .containsExactly("/lib/refute-kv-0.1.0-SNAPSHOT.jar", "/lib/grpc-api-1.jar");
        assertThat(ServerClasspath.of(JARS, SERVER, true)).contains("-mutants.jar");
    }

    @Test
    void where_a_class_was_built_comes_first() {
        assertThat(ServerClasspath.ofThisProcess(NodePlan.class, false).split(File.pathSeparator)[0])
                .containsPattern("harness/target|refute-harness-");
    }
}
