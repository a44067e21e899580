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
        // Under the hardest faults one schedule may leave no time for an answer before all is healed.
        int answers = 0;
        for (long seed = first; seed < first + Integer.getInteger("kv.seeds", 12); seed++) {
            answers += run(seed, 3);
        }
        assertThat(answers).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1100})
    void five_nodes_keep_their_promises(int first) {
        // Under the hardest faults one schedule may leave no time for an answer before all is healed.
        int answers = 0;
        for (long seed = first; seed < first + Integer.getInteger("kv.seeds", 12); seed++) {
            answers += run(seed, 5);
        }
        assertThat(answers).isPositive();
    }

    private static int run(long seed, int nodes) {
        try {
            return new Chaos(SimCluster.of(seed, nodes), seed).run(3000);
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + ", " + nodes + " nodes: " + e.getMessage(), e);
        }
    }
}
