package refute.kv.command;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;
import refute.kv.client.KvClient;
import refute.kv.client.KvException;

/** Which servers a command talks to, and how long it waits. */
final class Servers {
    @Option(
            names = {"-s", "--servers"},
            split = ",",
            paramLabel = "HOST:PORT",
            description = "the servers, separated by commas (default: ${DEFAULT-VALUE})")
    List<String> addresses = List.of("127.0.0.1:7201");

    @Option(
            names = "--timeout",
            paramLabel = "MILLIS",
            description = "how long to wait for an answer (default: ${DEFAULT-VALUE})")
    int timeoutMillis = 5000;

    /** What a command does with a client. */
    interface Task {
        int run(KvClient client) throws KvException;
    }

    /**
     * Runs the task, and again at the next server as long as the one asked says that it does not lead or cannot be reached with nothing done.
     */
    int with(Task task) throws KvException {
        try (KvClient client = KvClient.connect(addresses, Duration.ofMillis(timeoutMillis))) {
            for (int attempt = 0; attempt < addresses.size(); attempt++) {
                try {
                    return task.run(client);
                } catch (KvException e) {
                    if (e.mayHaveHappened() || !isElsewhere(e)) {
                        throw e;
                    }
                }
            }
            return task.run(client);
        }
    }

    private static boolean isElsewhere(KvException e) {
        return e.kind() == KvException.Kind.NOT_LEADER || e.kind() == KvException.Kind.UNREACHABLE;
    }
}
