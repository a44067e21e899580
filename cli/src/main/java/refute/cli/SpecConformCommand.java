package refute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.check.Trace;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.harness.history.HistoryFormat;
import refute.specs.tla.CheckBudget;
import refute.specs.tla.Counterexample;
import refute.specs.tla.Specs;
import refute.specs.tla.client.ClientTrace;
import refute.specs.tla.trace.Conformance;
import refute.specs.tla.trace.ConformanceResult;
import refute.specs.tla.trace.ConformanceResult.Finding;
import refute.specs.tla.trace.TraceEvent;
import refute.specs.tla.trace.TraceSpec;
import refute.specs.tla.trace.TraceSurvey;

/** Judges whether a trace is a behaviour of a spec. */
@Command(
        name = "conform",
        description = "Judges whether what a system recorded of itself is a behaviour of a spec.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute spec conform Raft store/latest",
            "  refute spec conform Raft trace.ndjson --json",
            "  refute spec conform EtcdRaft trace.ndjson  what go.etcd.io/raft recorded (built with the tag with_tla)",
            "  refute spec conform EtcdKv store/latest    what clients of etcd saw (workload register)",
        })
final class SpecConformCommand implements Callable<Integer>, Checkable {
    private static final String TRACE = "trace.ndjson";

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "SPEC",
            description = "a spec that has traces: Raft, EtcdRaft, or of clients' histories: EtcdKv")
    String spec = "";

    @Parameters(
            index = "1",
            paramLabel = "TRACE",
            description = "a file of events, one JSON object a line, or of a history; or a run folder that has one")
    Path trace = Path.of("");

    @Option(
            names = "--budget",
            paramLabel = "DURATION",
            description = "how long to follow it; past it the answer is unknown (default: ${DEFAULT-VALUE})")
    String time = "10m";

    @Option(names = "--json", description = "one JSON object on standard output, nothing else there")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    SpecConformCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkOptions() {
        BadInput.Collector problems = new BadInput.Collector();
        for (Runnable check : List.<Runnable>of(() -> TraceSpec.of(Specs.named(spec)), this::file, this::budget)) {
            try {
                check.run();
            } catch (BadInput e) {
                problems.addAll(e);
            }
        }
        problems.throwIfAny();
    }

    @Override
    public Integer call() throws IOException {
        checkOptions();
        TraceSpec known = TraceSpec.of(Specs.named(spec));
        if (known.ofHistories()) {
            return conform(known, ClientTrace.of(history(), trace.toString()));
        }
        Trace events = Trace.of(known.name(), file());
        TraceSurvey survey = TraceSurvey.of(known, events);
        console.note(String.format(
                Locale.ROOT,
                "%s: %,d events of %s",
                known.name(),
                survey.events(),
                String.join(", ", survey.cast().nodes())));
        try (Conformance judge = Conformance.open(known, survey.cast())) {
            LongConsumer progress = progress(survey.events());
            Optional<List<TraceEvent>> kept = survey.kept();
            return tell(
                    known,
                    judge,
                    kept.isPresent()
                            ? judge.judge(kept.get(), budget(), progress)
                            : judge.judge(events, budget(), progress));
        } finally {
            console.endLive();
        }
    }

    /** Of a system that records nothing of itself: what its clients saw. */
    private int conform(TraceSpec known, ClientTrace clients) {
        console.note(String.format(
                Locale.ROOT,
                "%s: %,d events of %,d clients at once",
                known.name(),
                clients.events().size(),
                clients.clients().size() - 1));
        try (Conformance judge = Conformance.open(known, known.config(clients.clients(), clients.keys()))) {
            return tell(
                    known,
                    judge,
                    judge.judge(
                            clients.events(),
                            budget(),
                            progress(clients.events().size())));
        } finally {
            console.endLive();
        }
    }

    private LongConsumer progress(long events) {
        return done -> console.live(String.format(Locale.ROOT, "%,d of %,d events", done, events));
    }

    private int tell(TraceSpec known, Conformance judge, ConformanceResult result) {
        console.endLive();
        CoverageTable covered = new CoverageTable(known.name(), judge.coverage());
        if (json) {
            Map<String, Object> plain = plain(known, result);
            plain.put("coverage", covered.plain());
            console.result(Json.line(plain));
        } else {
            show(known, result);
            covered.lines().forEach(console::result);
        }
        return result.verdict().exitCode();
    }

    private History history() {
        HistorySource source = Files.isDirectory(trace) ? HistorySource.ofRun(trace) : HistorySource.ofFile(trace);
        return HistoryFormat.read(source.file()).history().clients();
    }

    private Path file() {
        boolean ofHistories =
                TraceSpec.all().stream().anyMatch(known -> known.name().equalsIgnoreCase(spec) && known.ofHistories());
        Path file = Files.isDirectory(trace) && !ofHistories ? trace.resolve(TRACE) : trace;
        if (ofHistories ? !Files.exists(file) : !Files.isRegularFile(file)) {
            throw new BadInput(
                    file.toString(),
                    "there is no such file",
                    ofHistories ? "name a run folder, or its history" : "runs have one with --trace");
        }
        return file;
    }

    private CheckBudget budget() {
        return CheckBudget.standard().with(Durations.parse("--budget", time));
    }

    private void show(TraceSpec known, ConformanceResult result) {
        if (result.finding() instanceof Finding.Unexplained unexplained) {
            console.result(console.dim("The last states before it:"));
            Behaviours.show(console, before(unexplained));
        }
        String colour =
                result.verdict() == Verdict.VALID ? "32;1" : result.verdict() == Verdict.INVALID ? "31;1" : "33;1";
        console.result(console.colour(colour, result.verdict().word()) + "  " + known.name() + ": " + result.reason());
        console.result(String.format(
                Locale.ROOT,
                "%,d events explained, at most %,d states at once, %.1f s, %,.0f events/s",
                result.events(),
                result.statesMax(),
                result.nanos() / 1e9,
                result.perSecond()));
    }

    private static Counterexample before(Finding.Unexplained unexplained) {
        return new Counterexample(unexplained.last(), OptionalInt.empty());
    }

    private Map<String, Object> plain(TraceSpec known, ConformanceResult result) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("verdict", result.verdict().word());
        plain.put("spec", known.name());
        plain.put("trace", trace.toString());
        plain.put("reason", result.reason());
        plain.put("events", result.events());
        plain.put("states", result.statesMax());
        plain.put("nanos", result.nanos());
        if (result.finding() instanceof Finding.Unexplained unexplained) {
            TraceEvent event = unexplained.event();
            Map<String, Object> first = new LinkedHashMap<>();
            first.put("line", event.line());
            first.put("seq", event.sequence());
            first.put("node", event.node());
            first.put("event", event.name());
            first.put("conjunct", unexplained.refusal().conjunct());
            first.put("place", unexplained.refusal().place());
            first.put("operands", unexplained.refusal().operands());
            first.put("message", unexplained.refusal().message());
            plain.put("unexplained", first);
            plain.put("before", Behaviours.plain(before(unexplained)));
        }
        return plain;
    }
}
