package refute.kv.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.kv.Bytes;

/** {@code kv cas}: replaces a value if it is the expected one. */
@Command(
        name = "cas",
        description = "Replaces a value if it is the expected one; ends with 1 if it is not.",
        mixinStandardHelpOptions = true)
final class CompareAndSetCommand implements Callable<Integer> {
    @Mixin
    Servers servers = new Servers();

    @Parameters(index = "0", paramLabel = "KEY")
    String key = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NEW", description = "the new value; none: remove the key")
    Optional<String> replacement = Optional.empty();

    @ArgGroup(multiplicity = "1")
    Expected expected = new Expected();

    /** One of two. */
    static final class Expected {
        @Option(names = "--expected", paramLabel = "OLD", description = "the value that the key must have")
        Optional<String> value = Optional.empty();

        @Option(names = "--absent", description = "the key must not exist")
        boolean absent;
    }

    @Override
    public Integer call() throws Exception {
        return servers.with(client -> {
            boolean done = client.compareAndSet(
                    Bytes.utf8(key), expected.value.map(Bytes::utf8), replacement.map(Bytes::utf8));
            System.out.println(done ? "replaced" : "not as expected");
            return done ? KvCommand.YES : KvCommand.NO;
        });
    }
}
