package refute.cli.suite;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import refute.reports.suite.CellReport;
import refute.reports.suite.Omission;

/**
 * What is to be run: the first line of the results.
 *
 * @param suite its name
 * @param fingerprint of all cells of the suite
 * @param shard which part of them
 * @param cells of this shard, in their order
 * @param total how many cells all shards have
 * @param started when, by the clock on the wall
 * @param facts about who runs it, by name
 */
public record Plan(
        String suite,
        String fingerprint,
        Shard shard,
        List<Planned> cells,
        int total,
        Instant started,
        SequencedMap<String, String> facts) {
    /** A cell in words. */
    record Planned(String scenario, String variant, long seed, Optional<String> quarantine) {
        static Planned of(Suite suite, Cell cell) {
            return new Planned(cell.variant().scenario(), cell.variant().name(), cell.seed(), suite.quarantine(cell));
        }

        String id() {
            return variant + " seed=" + seed;
        }

        CellReport omitted(Omission why) {
            return new CellReport(scenario, variant, seed, List.of(), Optional.of(why), quarantine, Optional.empty());
        }
    }

    public Plan {
        cells = List.copyOf(cells);
        facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
    }

    /**
     * The plan for a shard of a suite.
     *
     * @param all cells of the suite
     * @param mine those of the shard
     */
    public static Plan of(
            Suite suite, Shard shard, List<Cell> all, List<Cell> mine, SequencedMap<String, String> facts) {
        return new Plan(
                suite.name(),
                Suite.fingerprint(all),
                shard,
                mine.stream().map(cell -> Planned.of(suite, cell)).toList(),
                all.size(),
                Instant.now(),
                facts);
    }
}
