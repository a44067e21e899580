package refute.systems.kv;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.system.SystemOptions;
import refute.kv.mutant.Mutant;
import refute.kv.raft.Consistency;

/**
 * What a run asks of the store besides its addresses.
 *
 * @param mutant the bug that is switched on, if any
 * @param trace whether nodes record traces
 * @param sessions whether writes go through sessions
 * @param leaseReads whether linearizable reads may be answered by the leader's lease
 * @param large whether nodes get what a server in production has: memory, the optimising compiler, garbage collection in parallel
 * @param serverFlags flags of the server, by name, values as the server takes them
 */
record KvSettings(
        Optional<Mutant> mutant,
        boolean trace,
        boolean sessions,
        boolean leaseReads,
        boolean large,
        SequencedMap<String, String> serverFlags) {
    private static final String SESSIONS = "sessions";
    private static final String LEASE_READS = "lease-reads";
    private static final String LARGE = "large";
    /** The server's flags with a value that a run may set; the others are the run's own business. */
    private static final List<String> SERVER_FLAGS = List.of(
            "heartbeat", "election-timeout", "read-timeout", "snapshot-count", "max-key-bytes", "max-value-bytes");

    /** Reads the options, whose mutant must have been looked at; what is wrong is added to the problems. */
    static KvSettings of(SystemOptions options, BadInput.Collector problems) {
        SequencedMap<String, String> flags = new LinkedHashMap<>(options.flags());
        boolean leaseReads = isOn(flags, LEASE_READS, problems);
        boolean sessions = isOn(flags, SESSIONS, problems);
        boolean large = isOn(flags, LARGE, problems);
        flags.keySet().stream()
                .filter(name -> !SERVER_FLAGS.contains(name))
                .forEach(name -> problems.add("--set " + name, "not a setting of kv", Nearest.remedy(name, known())));
        Optional<Mutant> mutant = options.mutant().flatMap(KvSettings::mutant);
        // The bug of M16 is in what repeats writes: without sessions nothing does.
        return new KvSettings(
                mutant, options.trace(), sessions || mutant.equals(Optional.of(Mutant.M16)), leaseReads, large, flags);
    }

    /** What a linearizable read asks the server for. */
    Consistency linearizable() {
        return leaseReads ? Consistency.LEASE : Consistency.LINEARIZABLE;
    }

    private static boolean isOn(Map<String, String> flags, String name, BadInput.Collector problems) {
        String value = flags.getOrDefault(name, "false");
        flags.remove(name);
        if (!value.equals("true") && !value.equals("false")) {
            problems.add("--set " + name, "'" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }

    private static Optional<Mutant> mutant(String id) {
        return Stream.of(Mutant.values())
                .filter(mutant -> mutant.name().equals(id))
                .findFirst();
    }

    private static List<String> known() {
        return Stream.concat(SERVER_FLAGS.stream(), Stream.of(LEASE_READS, SESSIONS, LARGE))
                .toList();
    }
}
