package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.specs.tla.Isolation;

/**
 * The operators on logs that the engine has in Java do what their definitions in the module Raft do, on all small logs. The twin is the same
 * module under another name, for which the engine has nothing.
 */
class RunLogsTest {
    private static final String TABLE = """
            ---- MODULE Table ----
            EXTENDS RAFT
            VARIABLE table
            Entries == {Entry(1, {}), Entry(2, {}), Entry(2, {"n1"})}
            Small == UNION {[1..n -> Entries] : n \\in 0..3}
            RECURSIVE Built(_)
            Built(s) == IF Len(s) = 0 THEN <<>> ELSE Extended(Built(SubSeq(s, 1, Len(s) - 1)), s[Len(s)])
            (* What a log says of itself. *)
            Read(l) == <<Length(l), LastTerm(l), LastChange(l),
                         [i \\in 1..Length(l) |-> <<TermAt(l, i), VotersIn(Prefix(l, i), {"n2"})>>]>>
            Both(a, b) == <<Common(a, b),
              [p \\in 0..Min(Length(a), Length(b)) |-> [u \\in p..Length(b) |-> Read(Spliced(a, b, p, u))]]>>
            Said == {Agreed("n1", 1, 2), Agreed("n1", 2, 1), Agreed("n2", 1, 1), Lead("n1", "n2", 1)}
            Messages == [known \\in SUBSET Said |->
              [new \\in Said \\cup {Agreed("n1", 1, 1), Agreed("n1", 1, 3), Lead("n2", "n1", 1)} |->
                LET all == With(known, {new}) IN <<all, Telling(all, 1, 1), Telling(all, 1, 2)>>]]
            TableInit == Init /\\ table = 0
            TableNext == FALSE /\\ UNCHANGED <<vars, table>>
            Step(e) ==
              /\\ table' = <<[s \\in Small |-> Read(Built(s))],
                            [s \\in Small |-> [t \\in Small |-> Both(Built(s), Built(t))]], Messages>>
              /\\ UNCHANGED vars
            ====
            """;

    @TempDir
    Path folder;

    private String table(String raft) throws IOException {
        Path place = Files.createDirectory(folder.resolve(raft));
        Files.writeString(
                place.resolve(raft + ".tla"),
                Traces.RAFT.spec().text().replace("MODULE Raft ", "MODULE " + raft + " "));
        Files.writeString(
                place.resolve("Table.cfg"),
                Traces.RAFT
                        .config(Cast.of(List.of("n1", "n2"), List.of("n1", "n2"), 2))
                        .replace("StepInit", "TableInit")
                        .replace("StepNext", "TableNext")
                        .replaceFirst("(?m)^ *Decide <- .*$", ""));
        Path module = Files.writeString(place.resolve("Table.tla"), TABLE.replace("RAFT", raft));
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

    @Test
    void each_operator_does_on_all_small_logs_what_its_definition_does() throws IOException {
        String runs = table("Raft");
        assertThat(runs).hasSizeGreaterThan(10_000);
        assertThat(runs.equals(table("Twin"))).isTrue();
    }
}
