package refute.kv.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.kv.Bytes;
import refute.kv.raft.Consistency;
import refute.kv.state.Versioned;

/** {@code kv get}: the value of a key. */
@Command(name = "get", description = "Prints the value of a key.", mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {
    @Mixin
    Servers servers = new Servers();

    @Parameters(paramLabel = "KEY")
    String key = "";

    @Option(
            names = "--consistency",
            paramLabel = "HOW",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Consistency consistency = Consistency.LINEARIZABLE;

    @Override
    public Integer call() throws Exception {
        return servers.with(client -> {
            Optional<Versioned> found =
                    client.get(Bytes.utf8(key), consistency).answer().versioned();
            if (found.isEmpty()) {
                System.err.println("kv: there is no key '" + key + "'");
                return KvCommand.NO;
            }
            System.out.println(found.get().value().toText());
            return KvCommand.YES;
        });
    }
}
