package refute.specs.tla.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import refute.specs.tla.Isolation;

/** The engine alone, given events. */
record EventJudge(Isolation isolation, StepEngine engine) implements AutoCloseable {
    static EventJudge open(TraceSpec spec, Cast cast) throws IOException {
        Path folder = Files.createTempDirectory("refute-events-");
        Isolation isolation = Isolation.open();
        StepEngine engine = isolation.load("refute.specs.tla.engine.StepsInTlc", StepEngine.class);
        engine.open(spec.writeTo(folder, cast), folder, spec.vocabulary());
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
        }
        Files.delete(folder);
        return new EventJudge(isolation, engine);
    }

    /** How many of these are steps, one after the other. */
    int explained(List<TraceEvent> events) {
        engine.begin();
        int explained = 0;
        for (TraceEvent event : events) {
            if (engine.step(event) == 0) {
                break;
            }
            explained++;
        }
        return explained;
    }

    @Override
    public void close() {
        try {
            isolation.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
