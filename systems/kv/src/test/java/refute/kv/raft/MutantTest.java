package refute.kv.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.sim.Chaos;
import refute.kv.sim.SimCluster;

/**
 * The invariants and the clients of this module's own small cluster must notice each bug that such a cluster can show. The others have a test
 * where they can be seen: M06, M12, M19 in {@code NodeTest}, M08, M09 in {@code ReadTest}, M17, M18 in {@code MembershipTest}, M23, M25, M26 in {@code
 * RecoveryTest}, M31 in {@code ElectionTest}.
 */
class MutantTest {
    private static final int SEEDS = 300;

    @ParameterizedTest
    @EnumSource(
            names = {"M01", "M02", "M03", "M04", "M05", "M07", "M10", "M11", "M13", "M14", "M15", "M24", "M27", "M29"})
    void a_mutant_is_noticed(Mutant mutant) {
        assertThat(isNoticed(mutant)).as(mutant.description()).isTrue();
    }

    private static boolean isNoticed(Mutant mutant) {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Chaos(SimCluster.of(seed, 3, Mutants.of(mutant)), seed).run(3000);
            } catch (AssertionError | RuntimeException e) {
                return true;
            }
        }
        return false;
    }

    @Test
    void what_is_released_has_no_way_to_switch_a_mutant_on() throws Exception {
        Path classes = Path.of(Mutants.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

        assertThat(Files.exists(classes.resolve("refute/kv/mutant/Mutants.class")))
                .isTrue();
        assertThat(Files.exists(classes.resolve("refute/kv/mutant/test-build"))).isFalse();
    }
}
