package refute.systems.kv.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.world.simulation.Chance;

class LedgerTest {
    /** The twin is a map of boxed pairs. */
    @Test
    void what_was_said_first_stands() {
        Chance chance = new Chance(new Seed(7));
        Ledger ledger = new Ledger();
        Map<List<Long>, Long> twin = new HashMap<>();
        for (long value = 0; value < 50_000; value++) {
            long one = chance.nextLong(300);
            long other = chance.nextLong(-20, 20);

            assertThat(ledger.get(one, other, -1)).isEqualTo(twin.getOrDefault(List.of(one, other), -1L));
            twin.putIfAbsent(List.of(one, other), value);
            assertThat(ledger.first(one, other, value)).isEqualTo(twin.get(List.of(one, other)));
        }
    }
}
