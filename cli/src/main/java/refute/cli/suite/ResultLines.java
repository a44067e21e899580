package refute.cli.suite;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import refute.reports.suite.CellReport;
import refute.reports.suite.CellTry;
import refute.reports.suite.Ending;
import refute.reports.suite.Omission;
import refute.reports.suite.SuiteReport;
import tools.jackson.databind.JsonNode;

/**
 * The lines of {@code results.ndjson}, there and back: names that scripts rely on. What cannot be read throws
 * {@link IllegalArgumentException}, with the name of the field.
 */
final class ResultLines {
    static final int VERSION = 1;

    private ResultLines() {}

    static Map<String, Object> of(Plan plan) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("suite", plan.suite());
        line.put("version", VERSION);
        line.put("fingerprint", plan.fingerprint());
        line.put("shard", plan.shard().toString());
        line.put("total", plan.total());
        line.put("started", plan.started().toString());
        line.put("facts", plan.facts());
        line.put("cells", plan.cells().stream().map(ResultLines::planned).toList());
        return line;
    }

    private static Map<String, Object> planned(Plan.Planned cell) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("scenario", cell.scenario());
        map.put("variant", cell.variant());
        map.put("seed", cell.seed());
        cell.quarantine().ifPresent(text -> map.put("quarantine", text));
        return map;
    }

    static Map<String, Object> of(CellReport cell) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("cell", cell.id());
        line.put("verdict", cell.ending().word());
        line.put("scenario", cell.scenario());
        line.put("variant", cell.variant());
        line.put("seed", cell.seed());
        line.put("flaky", cell.isFlaky());
        cell.quarantine().ifPresent(text -> line.put("quarantine", text));
        cell.omission().ifPresent(why -> line.put("omission", word(why)));
        cell.since().ifPresent(since -> line.put("since", since.word()));
        line.put("reason", cell.reason());
        line.put("seconds", cell.seconds());
        line.put("tries", cell.tries().stream().map(ResultLines::of).toList());
        return line;
    }

    private static Map<String, Object> of(CellTry one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("verdict", one.ending().word());
        map.put("reason", one.reason());
        map.put("kinds", one.kinds());
        map.put("seconds", one.seconds());
        map.put("run", one.run());
        map.put("again", one.again());
        return map;
    }

    static Map<String, Object> of(SuiteReport report) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("suite", report.name());
        line.put("verdict", report.ending().word());
        line.put("exitCode", report.ending().exitCode());
        line.put("cells", report.cells().size());
        line.put("counts", report.counts());
        line.put("seconds", report.seconds());
        line.put("notes", report.notes());
        return line;
    }

    static Plan plan(JsonNode line) {
        if (whole(line, "version") > VERSION) {
            throw new IllegalArgumentException(
                    "version " + whole(line, "version") + ", and this Refute reads up to " + VERSION);
        }
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        JsonNode stored = needed(line, "facts");
        stored.propertyNames().forEach(name -> facts.put(name, text(stored, name)));
        return new Plan(
                text(line, "suite"),
                text(line, "fingerprint"),
                Shard.parse("shard", text(line, "shard")),
                list(line, "cells", ResultLines::planned),
                (int) whole(line, "total"),
                instant(text(line, "started")),
                facts);
    }

    private static Plan.Planned planned(JsonNode node) {
        return new Plan.Planned(
                text(node, "scenario"), text(node, "variant"), whole(node, "seed"), optional(node, "quarantine"));
    }

    static CellReport cell(JsonNode line) {
        return new CellReport(
                text(line, "scenario"),
                text(line, "variant"),
                whole(line, "seed"),
                list(line, "tries", ResultLines::attempt),
                optional(line, "omission").map(word -> named(Omission.values(), ResultLines::word, word)),
                optional(line, "quarantine"),
                optional(line, "since").map(word -> named(CellReport.Since.values(), CellReport.Since::word, word)));
    }

    private static CellTry attempt(JsonNode node) {
        return new CellTry(
                named(Ending.values(), Ending::word, text(node, "verdict")),
                text(node, "reason"),
                list(node, "kinds", JsonNode::asString),
                real(node, "seconds"),
                text(node, "run"),
                text(node, "again"));
    }

    /** How long it took, if this is the last line, else empty. */
    static Optional<Double> end(JsonNode line) {
        return line.has("counts") ? Optional.of(real(line, "seconds")) : Optional.empty();
    }

    private static String word(Omission why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time", e);
        }
    }

    private static <T> T named(T[] all, Function<T, String> word, String wanted) {
        for (T one : all) {
            if (word.apply(one).equals(wanted)) {
                return one;
            }
        }
        throw new IllegalArgumentException("'" + wanted + "' is not known");
    }

    private static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> reader) {
        List<T> list = new ArrayList<>();
        needed(node, field).forEach(item -> list.add(reader.apply(item)));
        return list;
    }

    private static Optional<String> optional(JsonNode node, String field) {
        return node.has(field) ? Optional.of(text(node, field)) : Optional.empty();
    }

    private static String text(JsonNode node, String field) {
        JsonNode found = needed(node, field);
        if (!found.isString()) {
            throw new IllegalArgumentException(field + " is no text");
        }
        return found.stringValue();
    }

    private static long whole(JsonNode node, String field) {
        JsonNode found = needed(node, field);
        if (!found.isIntegralNumber() || !found.canConvertToLong()) {
            throw new IllegalArgumentException(field + " is no whole number");
        }
        return found.longValue();
    }

    private static double real(JsonNode node, String field) {
        JsonNode found = needed(node, field);
        if (!found.isNumber()) {
            throw new IllegalArgumentException(field + " is no number");
        }
        return found.doubleValue();
    }

    private static JsonNode needed(JsonNode node, String field) {
        JsonNode found = node.get(field);
        if (found == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return found;
    }
}
