package refute.harness.run;

import java.nio.file.Path;
import refute.harness.BadInput;
import refute.harness.Durations;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code shrunk.json}: how a run was made smaller, beside {@code script.json}, which has what is left of it.
 *
 * <pre>{@code
 * {"version": 1, "of": "kv-register/20260101T000000.000-7", "seed": 7, "kind": "node-logs: I5", "complete": true,
 *  "tried": 63, "took": "1.1s",
 *  "before": {"faults": 8, "accidents": 21, "operations": 133, "nodes": 3, "limit": "10s"},
 *  "after": {"faults": 0, "accidents": 1, "operations": 3, "nodes": 3, "limit": "45ms"}}
 * }</pre>
 */
final class ShrunkFile {
    private static final int VERSION = 1;

    private ShrunkFile() {}

    static ObjectNode write(Shrunk shrunk) {
        ObjectNode node = Json.object()
                .put("version", VERSION)
                .put("of", shrunk.of())
                .put("seed", shrunk.seed())
                .put("kind", shrunk.kind())
                .put("complete", shrunk.complete())
                .put("tried", shrunk.tried())
                .put("took", Durations.print(shrunk.nanos()));
        node.set("before", write(shrunk.before()));
        node.set("after", write(shrunk.after()));
        return node;
    }

    private static ObjectNode write(Shrunk.Size size) {
        return Json.object()
                .put("faults", size.faults())
                .put("accidents", size.accidents())
                .put("operations", size.operations())
                .put("nodes", size.nodes())
                .put("limit", Durations.print(size.limitNanos()));
    }

    /** @throws BadInput with all that is wrong with it */
    static Shrunk read(Path file) {
        BadInput.Collector problems = new BadInput.Collector();
        JsonFields fields = new JsonFields(Json.read(file), file.toString(), problems);
        long version = fields.whole("version", 1, Integer.MAX_VALUE);
        if (version > VERSION) {
            throw new BadInput(
                    file.toString(),
                    "has version " + version + "; this Refute reads up to version " + VERSION,
                    "use the Refute that made it, or a newer one");
        }
        Shrunk shrunk = new Shrunk(
                fields.text("of"),
                fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                fields.text("kind"),
                size(fields.object("before")),
                size(fields.object("after")),
                fields.whole("tried", 0, Long.MAX_VALUE),
                fields.nanos("took"),
                fields.truth("complete"));
        problems.throwIfAny();
        return shrunk;
    }

    private static Shrunk.Size size(JsonFields fields) {
        return new Shrunk.Size(
                (int) fields.whole("faults", 0, Integer.MAX_VALUE),
                (int) fields.whole("accidents", 0, Integer.MAX_VALUE),
                (int) fields.whole("operations", 0, Integer.MAX_VALUE),
                (int) fields.whole("nodes", 1, Subject.NODES_MAX),
                fields.nanos("limit"));
    }
}
