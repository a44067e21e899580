package refute.systems.kv.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed is the same run, event for event, whatever the machine is like. */
class SameSeedTest {
    private static final int SEEDS = Integer.getInteger("refute.simulation.seeds", 150);
    private static final int SEEDS_OF_CHILD = Integer.getInteger("refute.simulation.seeds.child", 6);
    private static final long CHILD_ENDS_WITHIN_SECONDS = 300 + SEEDS_OF_CHILD;

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Test
    void twice_elsewhere_and_two_at_once() throws InterruptedException, ExecutionException {
        List<String> first = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            first.add(Simulations.hash(seed));
        }

        Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        List<String> again = new ArrayList<>();
        try (ExecutorService jobs = Executors.newFixedThreadPool(2)) {
            List<Future<String>> hashes = new ArrayList<>();
            for (long seed = 0; seed < SEEDS; seed++) {
                long its = seed;
                hashes.add(jobs.submit(() -> Simulations.hash(its)));
            }
            for (Future<String> hash : hashes) {
                again.add(hash.get());
            }
        }

        assertThat(again).isEqualTo(first);
        assertThat(new HashSet<>(first)).as("other seeds are other runs").hasSize(SEEDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xint -Xmx200m -XX:+UseSerialGC",
                "-Xmx1g -XX:+UseG1GC -XX:hashCode=2 -Duser.language=ar -Duser.timezone=Asia/Kathmandu",
                "-Xmx300m -XX:+UseParallelGC -XX:TieredStopAtLevel=1 -XX:hashCode=0"
            })
    void in_another_machine(String options) throws IOException, InterruptedException {
        List<String> here = new ArrayList<>();
        for (long seed = 0; seed < SEEDS_OF_CHILD; seed++) {
            here.add(seed + " " + Simulations.hash(seed));
        }

        assertThat(inChild(options)).isEqualTo(here);
    }

    private static List<String> inChild(String options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UnlockExperimentalVMOptions");
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Simulations.class.getName()));
        command.addAll(List.of("0", Integer.toString(SEEDS_OF_CHILD)));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<String> lines = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(child.waitFor(CHILD_ENDS_WITHIN_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(child.exitValue()).isZero();
            return lines;
        } finally {
            child.destroyForcibly();
        }
    }
}
