package refute.specs.tla.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * TLC as its makers ship it, in a process of its own, as the judge of many traces that are alike: it explores the good one, and each bad one
 * from the event on at which it differs, with the definitions of the modules and nothing of ours in their place.
 */
final class StockTlc {
    private static final Pattern EXPLAINED = Pattern.compile("<<\"explained\", ([0-9]+), ([0-9]+)>>");

    private StockTlc() {}

    /** How many events of each trace are explained: of the good one under 0, of the bad ones from 1 on. */
    static Map<Integer, Integer> explained(
            Path folder, TraceSpec spec, Cast cast, List<TraceEvent> events, List<Corruption> corruptions, int after)
            throws IOException, InterruptedException {
        spec.writeTo(folder, cast);
        Files.writeString(folder.resolve("Twin.tla"), module(spec, events, corruptions, after));
        Files.writeString(
                folder.resolve("Twin.cfg"),
                spec.config(cast).replace("StepInit", "TwinInit").replace("StepNext", "TwinNext"));
        Process tlc = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xss16m",
                        "-cp",
                        Path.of(tlc2.TLC
                                        .class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath())
                                .toString(),
                        "tlc2.TLC",
                        "-workers",
                        "1",
                        "-metadir",
                        folder.resolve("states").toString(),
                        "Twin.tla")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        Map<Integer, Integer> explained = new TreeMap<>();
        corruptions.forEach(one -> explained.put(explained.size() + 1, one.at() - 1));
        List<String> other = new ArrayList<>();
        try (BufferedReader said = tlc.inputReader()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher one = EXPLAINED.matcher(line);
                if (one.matches()) {
                    explained.merge(Integer.parseInt(one.group(1)), Integer.parseInt(one.group(2)), Math::max);
                } else {
                    other.add(line);
                }
            }
        }
        if (tlc.waitFor() != 0) {
            throw new AssertionError("TLC: " + String.join("\n", other));
        }
        return explained;
    }

    private static String module(TraceSpec spec, List<TraceEvent> events, List<Corruption> corruptions, int after) {
        return """
                ---- MODULE Twin ----
                EXTENDS %s
                VARIABLES place, which
                Base == <<%s>>
                Bad == <<%s>>
                At == [i \\in 1..Len(Base) + 1 |-> {c \\in 1..Len(Bad) : Bad[c].at = i}]
                Whole(c) == CASE Bad[c].kind = "drop" -> Len(Base) - 1
                              [] Bad[c].kind = "double" -> Len(Base) + 1
                              [] OTHER -> Len(Base)
                LengthOf(c) == IF c = 0 THEN Len(Base) ELSE Min(Whole(c), Bad[c].at + %d)
                EventAt(c, i) ==
                  CASE c = 0 -> Base[i]
                    [] c # 0 /\\ Bad[c].kind = "swap" ->
                         Base[IF i = Bad[c].at THEN i + 1 ELSE IF i = Bad[c].at + 1 THEN i - 1 ELSE i]
                    [] c # 0 /\\ Bad[c].kind = "change" -> IF i = Bad[c].at THEN Bad[c].event ELSE Base[i]
                    [] c # 0 /\\ Bad[c].kind = "drop" -> Base[i + 1]
                    [] OTHER -> Base[i - 1]
                TwinInit == StepInit /\\ place = 1 /\\ which = 0
                TwinNext ==
                  \\E c \\in IF which # 0 THEN {which} ELSE IF place <= Len(Base) + 1 THEN {0} \\cup At[place] ELSE {} :
                    /\\ place <= LengthOf(c)
                    /\\ Step(EventAt(c, place))
                    /\\ which' = c
                    /\\ place' = place + 1
                    /\\ PrintT(<<"explained", c, place>>)
                ====
                """.formatted(
                        spec.module(),
                        events.stream().map(event -> literal(spec, event)).collect(Collectors.joining(",\n")),
                        corruptions.stream().map(one -> literal(spec, one)).collect(Collectors.joining(",\n")),
                        after);
    }

    private static String literal(TraceSpec spec, Corruption one) {
        return "[kind |-> \"" + one.kind().name().toLowerCase(Locale.ROOT) + "\", at |-> " + one.at() + ", event |-> "
                + literal(spec, one.event()) + "]";
    }

    private static String literal(TraceSpec spec, TraceEvent event) {
        return "[node |-> " + literal((Object) event.node()) + ", ev |-> " + literal((Object) event.name())
                + fields(spec.vocabulary().events().get(event.name()), event.arguments())
                + ", s |-> ["
                + fields(spec.vocabulary().state(), event.state()).substring(2)
                + "]]";
    }

    private static String fields(List<TraceVocabulary.Field> fields, List<Object> values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            text.append(", ").append(fields.get(i).name()).append(" |-> ").append(literal(values.get(i)));
        }
        return text.toString();
    }

    private static String literal(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            case String text -> '"' + text + '"';
            case List<?> names -> names.stream().map(StockTlc::literal).collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }
}
