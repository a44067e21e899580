package refute.kv.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import refute.kv.Bytes;

/** {@code kv delete}: removes a key. */
@Command(
        name = "delete",
        description = "Removes a key; ends with 1 if there was none.",
        mixinStandardHelpOptions = true)
final class DeleteCommand implements Callable<Integer> {
    @Mixin
    Servers servers = new Servers();

    @Parameters(paramLabel = "KEY")
    String key = "";

    @Override
    public Integer call() throws Exception {
        return servers.with(client -> client.delete(Bytes.utf8(key)) ? KvCommand.YES : KvCommand.NO);
    }
}
