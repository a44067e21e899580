package refute.kv.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import refute.kv.client.Reading;
import refute.kv.raft.Consistency;
import refute.kv.state.Answer;
import refute.kv.state.Query;

/** {@code kv scan}: keys in order. */
@Command(
        name = "scan",
        description = "Prints keys and values in order, all at one revision.",
        mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {
    @Mixin
    Servers servers = new Servers();

    @Mixin
    KeyRange range = new KeyRange();

    @Option(names = "--limit", paramLabel = "N", description = "how many at most (default: ${DEFAULT-VALUE})")
    int limit = 100;

    @Override
    public Integer call() throws Exception {
        Query.Scan scan = new Query.Scan(range.first(), range.end(), limit);
        return servers.with(client -> {
            Reading<Answer.Scanned> reading = client.scan(scan, Consistency.LINEARIZABLE);
            reading.answer()
                    .found()
                    .forEach(found -> System.out.println(
                            found.key().toText() + "\t" + found.value().toText()));
            if (reading.answer().more()) {
                System.err.println("kv: there is more");
            }
            return KvCommand.YES;
        });
    }
}
