package refute.harness.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.fault.Effect;
import refute.harness.fault.Fault;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.system.NodeId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code schedule.json}: which fault happens when, written by a run or by a person.
 *
 * <pre>{@code
 * {"version": 1, "faults": [
 *   {"start": "5s", "duration": "10s", "fault": "partition", "shape": "isolate", "target": "leader", "cut": "stalled"},
 *   {"start": "8s", "duration": "3s",  "fault": "kill", "target": "n1,n3"},
 *   {"start": "20s", "duration": "5s", "fault": "bad-links", "target": "minority", "impairment": "late", "delay": "100ms"}
 * ]}
 * }</pre>
 *
 * <p>A run adds {@code id}, {@code nemesis} and {@code pick} (what was drawn, so that it is drawn again), and afterwards
 * {@code happened}, which is passed over when the file is given back as a schedule. Anything else that is unknown is refused: a
 * fault that is half understood must not be injected.
 */
public final class ScheduleFile {
    static final int VERSION = 1;
    private static final int FAULTS_MAX = 100_000;

    private ScheduleFile() {}

    /**
     * The schedule in this file.
     *
     * @throws BadInput with all that is wrong with it, each with its path: {@code faults[2].start}
     */
    public static Schedule read(Path file) {
        return read(Json.read(file), file.toString());
    }

    /** As {@link #read(Path)}, of the text of a file. */
    public static Schedule parse(String text, String name) {
        return read(Json.parse(text, name), name);
    }

    /** The text of the file for these faults, as {@link #parse} reads it. */
    public static String print(Schedule schedule) {
        return Json.print(write(schedule, List.of()));
    }

    static List<InjectedFault> readHappened(Path file) {
        return readHappened(Json.read(file), file.toString());
    }

    static ObjectNode write(Schedule schedule, List<InjectedFault> happened) {
        Map<String, InjectedFault> byId = new HashMap<>();
        happened.forEach(fault -> byId.put(fault.planned().id(), fault));
        ObjectNode node = Json.object().put("version", VERSION);
        ArrayNode faults = node.putArray("faults");
        for (PlannedFault planned : schedule.faults()) {
            ObjectNode fault = faults.addObject();
            fault.put("id", planned.id())
                    .put("nemesis", planned.nemesis())
                    .put("start", Durations.print(planned.startNanos()))
                    .put("duration", Durations.print(planned.durationNanos()));
            FaultJson.write(planned.fault(), fault);
            InjectedFault injected = byId.get(planned.id());
            if (injected != null) {
                fault.set("happened", write(injected));
            }
        }
        return node;
    }

    private static ObjectNode write(InjectedFault injected) {
        ObjectNode node = Json.object();
        injected.targets().stream().map(NodeId::toString).forEach(node.putArray("targets")::add);
        node.put("description", injected.description()).put("started", Durations.print(injected.startedNanos()));
        if (injected.healedNanos() != Long.MAX_VALUE) {
            node.put("healed", Durations.print(injected.healedNanos()));
        }
        ObjectNode effect = node.putObject("effect")
                .put("bit", injected.effect().bit())
                .put("text", injected.effect().text());
        ObjectNode figures = effect.putObject("figures");
        injected.effect().figures().forEach(figures::put);
        return node;
    }

    private static Schedule read(JsonNode json, String name) {
        BadInput.Collector problems = new BadInput.Collector();
        List<PlannedFault> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonFields fields : faults(json, name, problems)) {
            planned(fields, faults.size() + 1).ifPresent(fault -> {
                if (!ids.add(fault.id())) {
                    problems.add(fields.path("id"), "'" + fault.id() + "' is the id of another fault");
                }
                faults.add(fault);
            });
        }
        problems.throwIfAny();
        return new Schedule(faults);
    }

    static List<InjectedFault> readHappened(JsonNode json, String name) {
        BadInput.Collector problems = new BadInput.Collector();
        List<InjectedFault> happened = new ArrayList<>();
        int number = 0;
        for (JsonFields fields : faults(json, name, problems)) {
            number++;
            if (fields.has("happened")) {
                planned(fields, number).ifPresent(p -> happened.add(injected(p, fields.object("happened"))));
            }
        }
        problems.throwIfAny();
        return happened;
    }

    private static List<JsonFields> faults(JsonNode json, String name, BadInput.Collector problems) {
        JsonFields file = new JsonFields(json, name, problems);
        long version = file.has("version") ? file.whole("version", 1, Integer.MAX_VALUE) : VERSION;
        if (version > VERSION) {
            throw new BadInput(
                    name,
                    "has version " + version + "; this Refute reads up to version " + VERSION,
                    "use the Refute that made it, or a newer one");
        }
        if (!file.has("faults")) {
            file.node("faults");
        }
        List<JsonFields> faults = new ArrayList<>();
        for (JsonNode fault : file.items("faults")) {
            faults.add(new JsonFields(fault, "faults[" + faults.size() + "]", problems));
        }
        if (faults.size() > FAULTS_MAX) {
            throw new BadInput(name, "has more than " + FAULTS_MAX + " faults", "");
        }
        file.refuseOthers();
        return faults;
    }

    private static Optional<PlannedFault> planned(JsonFields fields, int number) {
        int before = fields.problems().count();
        fields.has("happened");
        Fault fault = FaultJson.read(fields);
        String id = fields.text("id", "fault-" + number);
        if (!id.matches("[A-Za-z0-9-]{1,40}")) {
            fields.problems().add(fields.path("id"), "'" + id + "' is not of letters, digits and hyphens, at most 40");
        }
        String nemesis = fields.text("nemesis", "schedule");
        long start = fields.nanos("start");
        long duration = fields.nanos("duration");
        if (duration == 0) {
            fields.problems().add(fields.path("duration"), "a fault lasts longer than that");
        }
        fields.refuseOthers();
        return fields.problems().count() == before
                ? Optional.of(new PlannedFault(id, nemesis, fault, start, duration))
                : Optional.empty();
    }

    private static InjectedFault injected(PlannedFault planned, JsonFields fields) {
        List<NodeId> targets = new ArrayList<>();
        for (String name : fields.texts("targets")) {
            try {
                targets.add(NodeId.parse(name));
            } catch (IllegalArgumentException e) {
                fields.problems().add(fields.path("targets"), String.valueOf(e.getMessage()));
            }
        }
        JsonFields effect = fields.object("effect");
        SequencedMap<String, Long> figures = new LinkedHashMap<>();
        JsonFields written = effect.object("figures");
        written.names().forEach(name -> figures.put(name, written.whole(name, Long.MIN_VALUE, Long.MAX_VALUE)));
        return new InjectedFault(
                planned,
                targets,
                fields.text("description"),
                fields.nanos("started"),
                fields.has("healed") ? fields.nanos("healed") : Long.MAX_VALUE,
                new Effect(effect.truth("bit"), effect.text("text"), figures));
    }
}
