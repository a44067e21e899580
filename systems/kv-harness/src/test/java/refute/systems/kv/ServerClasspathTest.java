package refute.systems.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerClasspathTest {
    private static final List<String> JARS = List.of(
            "/lib/grpc-api-1.jar",
            "/lib/refute-kv-0.1.0-SNAPSHOT-mutants.jar",
            "",
            "/lib/refute-kv-0.1.0-SNAPSHOT.jar");

    @Test
    void the_jar_that_allows_mutants_is_there_only_when_asked_for() {
        assertThat(ServerClasspath.of(JARS, false).split(File.pathSeparator))
                .containsExactly("/lib/grpc-api-1.jar", "/lib/refute-kv-0.1.0-SNAPSHOT.jar");
        assertThat(ServerClasspath.of(JARS, true)).contains("-mutants.jar");
    }

    @Test
    void the_store_as_it_was_built_beside_the_harness_comes_first() {
        assertThat(ServerClasspath.ofThisProcess(false).split(File.pathSeparator)[0])
                .containsPattern("systems/kv/target|refute-kv-");
    }
}
