package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.specs.tla.Isolation;

/**
 * The operators that the engine has in Java do what their definitions in the modules do, on all small logs and bags. The twins are the same
 * modules under other names, for which the engine has nothing.
 */
class RunLogsTest {
    private static final String TABLE = """
            ---- MODULE Table ----
            EXTENDS MODULES
            VARIABLE table
            BODY
            TableInit == INIT /\\ table = 0
            TableNext == FALSE /\\ UNCHANGED <<VARS, table>>
            ====
            """;

    private static final String LOGS = """
            Small == UNION {[1..n -> Entries] : n \\in 0..3}
            RECURSIVE Built(_)
            Built(s) == IF Len(s) = 0 THEN <<>> ELSE Extended(Built(SubSeq(s, 1, Len(s) - 1)), s[Len(s)])
            Compared(a, b) == <<Common(a, b),
              [p \\in 0..Min(Length(a), Length(b)) |-> [u \\in p..Length(b) |-> Read(Spliced(a, b, p, u))]]>>
            """;

    private static final String RAFT = """
            Entries == {Entry(1, {}), Entry(2, {}), Entry(2, {"n1"})}
            (* What a log says of itself. *)
            Read(l) == <<Length(l), LastTerm(l), LastChange(l),
                         [i \\in 1..Length(l) |-> <<TermAt(l, i), VotersIn(Prefix(l, i), {"n2"})>>]>>
            """ + LOGS + """
            Said == {Agreed("n1", 1, 2), Agreed("n1", 2, 1), Agreed("n2", 1, 1), Lead("n1", "n2", 1)}
            Messages == [known \\in SUBSET Said |->
              [new \\in Said \\cup {Agreed("n1", 1, 1), Agreed("n1", 1, 3), Lead("n2", "n1", 1)} |->
                LET all == With(known, {new}) IN <<all, Telling(all, 1, 1), Telling(all, 1, 2)>>]]
            Step(e) ==
              /\\ table' = <<[s \\in Small |-> Read(Built(s))],
                            [s \\in Small |-> [t \\in Small |-> Compared(Built(s), Built(t))]], Messages>>
              /\\ UNCHANGED vars
            """;

    private static final String ETCD_RAFT = """
            Entries == {Entry(1, {}), Entry(2, {}), Entry(2, Adds("n1"))}
            Read(l) == <<Length(l), LastTerm(l), [i \\in 0..Length(l) |-> NextChange(l, i)],
                         [i \\in 1..Length(l) |-> <<TermAt(l, i), ChangeAt(l, i)>>]>>
            """ + LOGS + """
            Sent == {[NoMessage EXCEPT !.to = to, !.term = t] : to \\in {"n1", "n2"}, t \\in 1..2}
            Bags == UNION {[some -> 1..2] : some \\in SUBSET Sent}
            (* A bag, as what it says of each message: functions are shown in more than one way. *)
            Shown(bag) == [m \\in Sent |-> Times(bag, m)]
            OfOne(bag) == <<Shown(bag), Shown(Current(bag, "n1", 2)), Cardinality(DOMAIN Current(bag, "n1", 2)),
              [m \\in Sent |-> <<Shown(More(bag, m)), IF Times(bag, m) > 0 THEN Shown(Less(bag, m)) ELSE <<>>,
                                 IF Times(bag, m) > 0 THEN Cardinality(DOMAIN Less(bag, m)) ELSE 0>>]>>
            Step(e) ==
              /\\ table' = <<[s \\in Small |-> Read(Built(s))],
                            [s \\in Small |-> [t \\in Small |-> Compared(Built(s), Built(t))]],
                            [b \\in Bags |-> OfOne(b)],
                            [b \\in Bags |-> [c \\in {x \\in Bags : Cardinality(DOMAIN x) < 3} |-> Shown(Both(b, c))]]>>
              /\\ UNCHANGED <<vars, stepVars>>
            """;

    @TempDir
    Path folder;

    /** The table that a body makes of a spec's module; renamed, if that is wanted, with those that it stands on. */
    private String table(TraceSpec spec, String top, String body, boolean twin) throws IOException {
        Path place = Files.createDirectory(folder.resolve(twin ? "twin" : "runs"));
        for (Path file : written(spec, place)) {
            // The table has a step of its own.
            String text = Files.readString(file).replace("\nStep(e) ==", "\nItsStep(e) ==");
            if (twin) {
                text = text.replaceAll("(MODULE|EXTENDS) (RaftLogs|EtcdRaftStep|EtcdRaft|Raft)\\b", "$1 Twin$2");
            }
            Files.writeString(place.resolve((twin ? "Twin" : "") + file.getFileName()), text);
        }
        Files.writeString(
                place.resolve("Table.cfg"),
                spec.config(Cast.of(List.of("n1", "n2"), List.of("n1", "n2"), 2))
                        .replace("StepInit", "TableInit")
                        .replace("StepNext", "TableNext")
                        .replaceFirst("(?m)^ *Decide <- .*$", ""));
        Path module = Files.writeString(
                place.resolve("Table.tla"),
                TABLE.replace("MODULES", (twin ? "Twin" : "") + top)
                        .replace("VARS", top.endsWith("Step") ? "vars, stepVars" : "vars")
                        .replace("INIT", top.endsWith("Step") ? "StepInit" : "Init")
                        .replace("BODY", body));
        LinkedHashMap<String, List<TraceVocabulary.Field>> events = new LinkedHashMap<>();
        events.put("Look", List.of());
        try (Isolation isolation = Isolation.open()) {
            StepEngine engine = isolation.load("refute.specs.tla.engine.StepsInTlc", StepEngine.class);
            engine.open(module, place, new TraceVocabulary(events, List.of(), TraceVocabulary.Layout.FLAT));
            engine.begin();
            assertThat(engine.step(new TraceEvent(1, 1, -1, "n1", "Look", List.of(), List.of())))
                    .isEqualTo(1);
            return String.valueOf(engine.lastStates().getLast().state().get("table"));
        }
    }

    private static List<Path> written(TraceSpec spec, Path place) throws IOException {
        spec.writeTo(place, Cast.of(List.of("n1"), List.of("n1"), 2));
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".tla")).toList();
        }
    }

    @Test
    void each_operator_of_raft_does_on_all_small_logs_what_its_definition_does() throws IOException {
        String runs = table(Traces.RAFT, "Raft", RAFT, false);
        assertThat(runs).hasSizeGreaterThan(10_000);
        assertThat(runs.equals(table(Traces.RAFT, "Raft", RAFT, true))).isTrue();
    }

    @Test
    void each_operator_of_etcd_raft_does_on_all_small_logs_and_bags_what_its_definition_does() throws IOException {
        String runs = table(Traces.ETCD_RAFT, "EtcdRaftStep", ETCD_RAFT, false);
        assertThat(runs).hasSizeGreaterThan(10_000);
        assertThat(runs.equals(table(Traces.ETCD_RAFT, "EtcdRaftStep", ETCD_RAFT, true)))
                .isTrue();
    }
}
