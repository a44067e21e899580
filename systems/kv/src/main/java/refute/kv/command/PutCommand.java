package refute.kv.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import refute.kv.Bytes;

/** {@code kv put}: sets a key. */
@Command(name = "put", description = "Sets a key, and prints the revision.", mixinStandardHelpOptions = true)
final class PutCommand implements Callable<Integer> {
    @Mixin
    Servers servers = new Servers();

    @Parameters(index = "0", paramLabel = "KEY")
    String key = "";

    @Parameters(index = "1", paramLabel = "VALUE")
    String value = "";

    @Override
    public Integer call() throws Exception {
        return servers.with(client -> {
            System.out.println(client.put(Bytes.utf8(key), Bytes.utf8(value)));
            return KvCommand.YES;
        });
    }
}
