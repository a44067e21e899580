package refute.nemeses;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A node of the smallest system that has links: each sends every peer a counter 50 times a second, on a connection that it
 * opens again when it ends, and tells clients the last counter it heard from each, and how many it missed.
 *
 * <p>Arguments: its name, where it listens for peers, where for clients, and {@code NAME=HOST:PORT} for each peer; an argument
 * {@code exit} makes it end with code 3 instead, {@code panic} makes it print one first.
 */
final class GossipNode {
    private static final long EVERY_NANOS = 20_000_000;

    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final Map<String, Long> missed = new ConcurrentHashMap<>();

    public static void main(String[] arguments) throws IOException {
        for (String argument : arguments) {
            if (argument.equals("panic")) {
                System.out.println("panic: this is a test");
            }
            if (argument.equals("exit")) {
                System.out.println("cannot go on, on purpose");
                System.exit(3);
            }
        }
        System.out.println(
                "environment " + System.getenv().keySet().stream().sorted().toList());
        GossipNode node = new GossipNode();
        for (String argument : arguments) {
            if (argument.contains("=")) {
                String address = argument.substring(argument.indexOf('=') + 1);
                Thread.ofPlatform().start(() -> node.send(arguments[0], address));
            }
        }
        ServerSocket peers = listen(arguments[1]);
        Thread.ofPlatform().start(() -> serve(peers, node::hear));
        serve(listen(arguments[2]), node::tell);
    }

    private interface Service {
        void handle(Socket socket) throws IOException;
    }

    private static void serve(ServerSocket server, Service service) {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().start(() -> {
                    try (socket) {
                        service.handle(socket);
                    } catch (IOException e) {
                        System.out.println("connection ended: " + e.getMessage());
                    }
                });
            } catch (IOException e) {
                System.out.println("cannot accept: " + e.getMessage());
            }
        }
    }

    private void hear(Socket socket) throws IOException {
        BufferedReader lines = reader(socket);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 2);
            long count = Long.parseLong(words[1]);
            Long last = heard.put(words[0], count);
            if (last != null && count > last + 1) {
                missed.merge(words[0], count - last - 1, Long::sum);
            }
        }
    }

    /** One line of answer for one line of question. */
    private void tell(Socket socket) throws IOException {
        BufferedReader lines = reader(socket);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 2);
            Map<String, Long> what = words[0].equals("missed") ? missed : heard;
            long answer = what.getOrDefault(words.length > 1 ? words[1] : "", 0L);
            socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void send(String name, String address) {
        long count = 0;
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(endpoint(address), 1000);
                while (true) {
                    count++;
                    socket.getOutputStream().write((name + " " + count + "\n").getBytes(StandardCharsets.US_ASCII));
                    LockSupport.parkNanos(EVERY_NANOS);
                }
            } catch (IOException e) {
                LockSupport.parkNanos(EVERY_NANOS);
            }
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static ServerSocket listen(String address) throws IOException {
        InetSocketAddress endpoint = endpoint(address);
        return new ServerSocket(endpoint.getPort(), 50, endpoint.getAddress());
    }

    private static InetSocketAddress endpoint(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(
                InetAddress.getByName(address.substring(0, colon)), Integer.parseInt(address.substring(colon + 1)));
    }
}
