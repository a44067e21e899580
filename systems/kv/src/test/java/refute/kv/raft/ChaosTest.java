package refute.kv.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.kv.sim.Chaos;
import refute.kv.sim.SimCluster;

class ChaosTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200, 300})
    void three_nodes_keep_their_promises(int first) {
        for (long seed = first; seed < first + Integer.getInteger("kv.seeds", 12); seed++) {
            run(seed, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1100})
    void five_nodes_keep_their_promises(int first) {
        for (long seed = first; seed < first + Integer.getInteger("kv.seeds", 12); seed++) {
            run(seed, 5);
        }
    }

    private static void run(long seed, int nodes) {
        try {
            int answers = new Chaos(SimCluster.of(seed, nodes), seed).run(3000);
            assertThat(answers).isPositive();
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + ", " + nodes + " nodes: " + e.getMessage(), e);
        }
    }
}
