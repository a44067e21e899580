package refute.harness.run;

import java.nio.file.Path;
import java.time.Duration;

/** Measures what a run costs with a system that costs nothing: {@code main} prints operations a second. */
final class Throughput {
    private Throughput() {}

    public static void main(String[] arguments) throws Exception {
        int workers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        for (int i = 0; i < 3; i++) {
            Scenario scenario = Cells.well().workers(workers).rate(0).timeLimit(Duration.ofSeconds(seconds));
            Recording recording = new Recording() {
                public String runId() {
                    return "x";
                }

                public Path folder() {
                    return Path.of("target");
                }

                public void append(refute.harness.history.Entry e) {}

                public refute.harness.history.History history() {
                    return refute.harness.history.History.empty();
                }

                public void close() {}
            };
            long[] last = new long[1];
            RunListener listener = new RunListener() {
                @Override
                public void progress(Progress progress) {
                    last[0] = progress.counts().completed();
                }
            };
            RunResult result = Runner.withoutFaults().run(scenario, recording, listener);
            System.out.println(last[0] / seconds + " operations a second; " + result.course());
        }
    }
}
