package refute.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.NodeReport;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.harness.system.Reads;
import refute.harness.system.SystemOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code run.json}. Within one version fields are only ever added: what this Refute does not know it passes over. A folder of a
 * newer version is refused.
 */
final class RunRecordJson {
    static final int VERSION = 1;

    private static final Map<String, Verdict> VERDICTS = words(List.of(Verdict.values()), Verdict::word);
    private static final Map<String, Reads> READS = words(List.of(Reads.values()), Reads::word);

    private RunRecordJson() {}

    static ObjectNode write(RunRecord run) {
        ObjectNode node = Json.object().put("version", VERSION);
        node.set("scenario", scenario(run.scenario()));
        ObjectNode origin =
                node.putObject("origin").put("codeRevision", run.origin().codeRevision());
        texts(origin.putObject("versions"), run.origin().versions());
        RunRecord.Machine machine = run.origin().machine();
        origin.putObject("machine")
                .put("system", machine.system())
                .put("architecture", machine.architecture())
                .put("processors", machine.processors())
                .put("heapBytesMax", machine.heapBytesMax());
        node.put("started", run.started().toString());
        run.outcome().ifPresent(outcome -> node.set("outcome", outcome(outcome)));
        return node;
    }

    private static ObjectNode scenario(ScenarioRecord scenario) {
        ObjectNode node = Json.object().put("name", scenario.name());
        ScenarioRecord.SubjectRecord subject = scenario.subject();
        SystemOptions options = subject.options();
        node.put("system", subject.system());
        options.version().ifPresent(version -> node.put("systemVersion", version));
        options.binary().ifPresent(binary -> node.put("binary", binary));
        options.image().ifPresent(image -> node.put("image", image));
        options.mutant().ifPresent(mutant -> node.put("mutant", mutant));
        node.put("trace", options.trace());
        texts(node.putObject("flags"), options.flags());
        ScenarioRecord.LoadRecord load = scenario.load();
        node.put("world", subject.world())
                .put("nodes", subject.nodes())
                .put("calm", subject.calm())
                .put("workload", load.workload())
                .put("workers", load.workers())
                .put("keys", load.keys())
                .put("ratePerSecond", load.ratePerSecond())
                .put("timeLimit", Durations.print(load.timeLimit()))
                .put("reads", load.reads().word());
        scenario.nemeses().forEach(node.putArray("nemeses")::add);
        node.put("scheduleGiven", scenario.scheduleGiven());
        node.set("limits", limits(scenario.limits()));
        return node.put("seed", scenario.seed());
    }

    private static ObjectNode limits(Limits limits) {
        return Json.object()
                .put("operationTimeout", Durations.print(limits.operationTimeout()))
                .put("readyWithin", Durations.print(limits.readyWithin()))
                .put("recoverWithin", Durations.print(limits.recoverWithin()))
                .put("acknowledgedMin", limits.acknowledgedMin())
                .put("checkTime", Durations.print(limits.budget().time()))
                .put("checkMemoryBytes", limits.budget().memoryBytes())
                .put("checkThreads", limits.budget().threads());
    }

    private static ObjectNode outcome(RunRecord.Outcome outcome) {
        ObjectNode node = Json.object()
                .put("ended", outcome.ended().toString())
                .put("verdict", outcome.verdict().word());
        RunRecord.Counts counts = outcome.counts();
        node.putObject("counts")
                .put("operations", counts.operations())
                .put("ok", counts.ok())
                .put("fail", counts.fail())
                .put("info", counts.info());
        outcome.results().stream().map(RunRecordJson::result).forEach(node.putArray("results")::add);
        outcome.nodes().stream().map(RunRecordJson::nodeReport).forEach(node.putArray("nodes")::add);
        return node;
    }

    private static ObjectNode result(CheckResult result) {
        ObjectNode node = Json.object()
                .put("checker", result.checker())
                .put("verdict", result.verdict().word())
                .put("reason", result.reason());
        result.witnesses().stream().map(WitnessJson::write).forEach(node.putArray("witnesses")::add);
        ObjectNode figures = node.putObject("figures");
        result.figures().forEach((name, value) -> figures.set(name, ValueJson.write(value)));
        return node.put("nanos", result.nanos());
    }

    private static ObjectNode nodeReport(NodeReport report) {
        ObjectNode node =
                Json.object().put("node", report.node().toString()).put("answeredAtEnd", report.answeredAtEnd());
        report.exits().forEach(node.putArray("exits")::add);
        report.logFiles().forEach(node.putArray("logFiles")::add);
        report.alarms().forEach(node.putArray("alarms")::add);
        return node;
    }

    /** @throws BadInput with all that is wrong with it */
    static RunRecord read(JsonNode json, String name) {
        BadInput.Collector problems = new BadInput.Collector();
        JsonFields run = new JsonFields(json, name, problems);
        long version = run.whole("version", 1, Integer.MAX_VALUE);
        problems.throwIfAny();
        if (version > VERSION) {
            throw new BadInput(
                    name,
                    "has version " + version + "; this Refute reads up to version " + VERSION,
                    "use the Refute that made it, or a newer one");
        }
        try {
            RunRecord record = new RunRecord(
                    scenario(run.object("scenario")),
                    origin(run.object("origin")),
                    instant(run, "started"),
                    run.has("outcome") ? Optional.of(outcome(run.object("outcome"))) : Optional.empty());
            problems.throwIfAny();
            return record;
        } catch (IllegalArgumentException e) {
            // A record refused what it was given: mostly a stand-in for what is missing, which is the better message.
            problems.throwIfAny();
            throw new BadInput(name, String.valueOf(e.getMessage()), "");
        }
    }

    private static ScenarioRecord scenario(JsonFields s) {
        SystemOptions options = new SystemOptions(
                optional(s, "systemVersion"),
                optional(s, "binary"),
                optional(s, "image"),
                optional(s, "mutant"),
                s.truth("trace"),
                texts(s.object("flags")));
        return new ScenarioRecord(
                s.text("name"),
                new ScenarioRecord.SubjectRecord(
                        s.text("system"),
                        options,
                        s.text("world"),
                        count(s, "nodes"),
                        s.has("calm") && s.truth("calm")),
                new ScenarioRecord.LoadRecord(
                        s.text("workload"),
                        count(s, "workers"),
                        count(s, "keys"),
                        s.real("ratePerSecond"),
                        duration(s, "timeLimit"),
                        s.choice("reads", READS, Reads.LINEARIZABLE)),
                s.texts("nemeses"),
                s.truth("scheduleGiven"),
                limits(s.object("limits")),
                s.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private static Limits limits(JsonFields l) {
        return new Limits(
                duration(l, "operationTimeout"),
                duration(l, "readyWithin"),
                duration(l, "recoverWithin"),
                l.whole("acknowledgedMin", 0, Long.MAX_VALUE),
                new Budget(duration(l, "checkTime"), l.whole("checkMemoryBytes", 1, Long.MAX_VALUE), (int)
                        l.whole("checkThreads", 1, Integer.MAX_VALUE)));
    }

    private static RunRecord.Origin origin(JsonFields o) {
        JsonFields m = o.object("machine");
        return new RunRecord.Origin(
                o.text("codeRevision", ""),
                texts(o.object("versions")),
                new RunRecord.Machine(
                        m.text("system"),
                        m.text("architecture"),
                        count(m, "processors"),
                        m.whole("heapBytesMax", 0, Long.MAX_VALUE)));
    }

    private static RunRecord.Outcome outcome(JsonFields o) {
        JsonFields counts = o.object("counts");
        return new RunRecord.Outcome(
                instant(o, "ended"),
                o.choice("verdict", VERDICTS, Verdict.UNKNOWN),
                new RunRecord.Counts(
                        counts.whole("operations", 0, Long.MAX_VALUE),
                        counts.whole("ok", 0, Long.MAX_VALUE),
                        counts.whole("fail", 0, Long.MAX_VALUE),
                        counts.whole("info", 0, Long.MAX_VALUE)),
                o.objects("results").stream().map(RunRecordJson::result).toList(),
                o.objects("nodes").stream().map(RunRecordJson::nodeReport).toList());
    }

    private static CheckResult result(JsonFields r) {
        SequencedMap<String, Value> figures = new LinkedHashMap<>();
        JsonFields written = r.object("figures");
        written.names().forEach(name -> figures.put(name, OperationJson.value(written, name)));
        List<Witness> witnesses =
                r.objects("witnesses").stream().map(WitnessJson::read).toList();
        return new CheckResult(
                r.text("checker"),
                r.choice("verdict", VERDICTS, Verdict.UNKNOWN),
                r.text("reason"),
                witnesses,
                figures,
                r.whole("nanos", 0, Long.MAX_VALUE));
    }

    private static NodeReport nodeReport(JsonFields n) {
        List<Integer> exits = new ArrayList<>();
        n.items("exits").forEach(exit -> exits.add(exit.asInt(-1)));
        return new NodeReport(
                NodeId.parse(n.text("node")), n.truth("answeredAtEnd"), exits, n.texts("logFiles"), n.texts("alarms"));
    }

    private static Instant instant(JsonFields fields, String name) {
        try {
            return Instant.parse(fields.text(name));
        } catch (DateTimeParseException e) {
            fields.problems().add(fields.path(name), "is no time such as 2026-11-24T10:00:00Z");
            return Instant.EPOCH;
        }
    }

    private static Duration duration(JsonFields fields, String name) {
        return Duration.ofNanos(fields.nanos(name));
    }

    private static int count(JsonFields fields, String name) {
        return (int) fields.whole(name, 0, Integer.MAX_VALUE);
    }

    private static Optional<String> optional(JsonFields fields, String name) {
        return fields.has(name) ? Optional.of(fields.text(name)) : Optional.empty();
    }

    private static SequencedMap<String, String> texts(JsonFields fields) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        fields.names().forEach(name -> texts.put(name, fields.text(name)));
        return texts;
    }

    private static void texts(ObjectNode node, SequencedMap<String, String> texts) {
        texts.forEach(node::put);
    }

    private static <T> Map<String, T> words(List<T> all, Function<T, String> word) {
        Map<String, T> words = new LinkedHashMap<>();
        all.forEach(one -> words.put(word.apply(one), one));
        return words;
    }
}
