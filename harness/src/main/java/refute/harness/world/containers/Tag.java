package refute.harness.world.containers;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What everything that a run makes is labelled with.
 *
 * @param name unique on the engine: the run's id, and some digits for the process and the run in it
 * @param owner the process that will remove it
 */
record Tag(String name, Owner owner) {
    static final String RUN = "refute.run";
    static final String OWNER = "refute.owner";
    private static final int ID_CHARACTERS_MAX = 60;
    private static final AtomicInteger RUNS = new AtomicInteger();

    static Tag of(String runId) {
        Owner owner = Owner.self();
        String id = runId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]", "-");
        String shortId = id.substring(0, Math.min(id.length(), ID_CHARACTERS_MAX));
        int digits = (owner + "/" + RUNS.incrementAndGet()).hashCode();
        return new Tag(shortId + "-" + "%08x".formatted(digits), owner);
    }

    Map<String, String> labels() {
        return Map.of(RUN, name, OWNER, owner.toString());
    }

    /** The name of the run's network, and what the names of its containers and volumes begin with. */
    String network() {
        return "refute-" + name;
    }
}
