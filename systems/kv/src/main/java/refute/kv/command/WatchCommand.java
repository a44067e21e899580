package refute.kv.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import refute.kv.Bytes;
import refute.kv.client.KvWatch;

/** {@code kv watch}: changes as they are committed. */
@Command(
        name = "watch",
        description = "Prints changes as they are committed, until it is interrupted.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    @Mixin
    Servers servers = new Servers();

    @Mixin
    KeyRange range = new KeyRange();

    @Option(names = "--from", paramLabel = "REVISION", description = "the first revision; none: from now on")
    long from;

    @Option(names = "--count", paramLabel = "N", description = "stop after so many revisions; none: never")
    long count;

    @Override
    public Integer call() throws Exception {
        Bytes first = range.first();
        return servers.with(client -> {
            try (KvWatch watch = client.watch(first, range.end(), from)) {
                for (long seen = 0; count == 0 || seen < count; seen++) {
                    KvWatch.Revision revision = watch.next();
                    revision.changes()
                            .forEach(change -> System.out.println(revision.revision() + "\t"
                                    + change.key().toText() + "\t"
                                    + change.value().map(Bytes::toText).orElse("(deleted)")));
                }
            }
            return KvCommand.YES;
        });
    }
}
