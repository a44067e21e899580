package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine and stock TLC give the same answer, with the same event, on a thousand traces that were made wrong at random. */
class TraceTwinTest {
    private static final int CORRUPTIONS = Integer.getInteger("refute.trace.corruptions", 500);
    /** How far a trace is followed after it was made wrong. */
    private static final int AFTER = 30;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {Traces.ELECTIONS, Traces.SNAPSHOTS, Traces.LIBRARY})
    void the_engine_agrees_with_stock_tlc(String trace) throws IOException, InterruptedException {
        TraceSpec spec = Traces.specOf(trace);
        List<String> lines = Traces.lines(trace);
        List<TraceEvent> events = Traces.events(spec, lines);
        Cast cast = Traces.cast(spec, lines);
        Random random = new Random(20261201);
        List<Corruption> corruptions = new ArrayList<>();
        for (int i = 0; i < CORRUPTIONS; i++) {
            corruptions.add(Corruption.draw(random, spec.vocabulary(), events, cast));
        }

        Map<Integer, Integer> stock = StockTlc.explained(folder, spec, cast, events, corruptions, AFTER);

        assertThat(stock.get(0)).isEqualTo(events.size());
        Map<Corruption.Kind, Integer> refused = new EnumMap<>(Corruption.Kind.class);
        try (EventJudge judge = EventJudge.open(spec, cast)) {
            for (int i = 0; i < corruptions.size(); i++) {
                Corruption one = corruptions.get(i);
                List<TraceEvent> bad = one.of(events, AFTER);
                int explained = judge.explained(bad);
                assertThat(explained).as("%s of %s", one, trace).isEqualTo(stock.get(i + 1));
                refused.merge(one.kind(), explained < bad.size() ? 1 : 0, Integer::sum);
            }
        }
        // Of the others stock TLC says the same: what was made of the trace is a behaviour, too.
        assertThat(refused.values()).as("%s of %d", refused, CORRUPTIONS).allMatch(count -> count > CORRUPTIONS / 20);
    }
}
