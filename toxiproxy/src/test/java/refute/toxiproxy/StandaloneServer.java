package refute.toxiproxy;

import java.nio.charset.StandardCharsets;

/** The built-in engine as a process of its own, for comparisons: {@code HOST PORT}. Ends when its input ends. */
final class StandaloneServer {

    private StandaloneServer() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.defaults().withHost(arguments[0]).withPort(Integer.parseInt(arguments[1]));
        try (ToxiproxyServer server = ToxiproxyServer.start(options)) {
            System.out.println("listening on " + server.address());
            String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            System.out.println("ended after " + input.length() + " characters of input");
        }
    }
}
