package refute.nemeses;

import java.nio.file.Path;
import java.util.stream.Collectors;
import refute.harness.world.Cluster;
import refute.harness.world.processes.Processes;
import refute.nemeses.network.ToxiproxyLinks;

/** A harness that deploys, prints the pids of all its descendants in one line, and waits to be killed. */
final class DoomedHarness {
    public static void main(String[] arguments) throws Exception {
        ToxiproxyLinks links = ToxiproxyLinks.named(arguments[1]);
        Cluster cluster =
                new Processes(links).deploy(ProcessesTest.deployment(GossipSystem.byName(), Path.of(arguments[0])));
        System.out.println(ProcessHandle.current()
                .descendants()
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" ", "pids ", "")));
        System.in.read();
        cluster.close();
    }
}
