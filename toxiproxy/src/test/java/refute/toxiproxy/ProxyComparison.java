package refute.toxiproxy;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Built-in engine against the real Toxiproxy, side by side on the same traffic over loopback. Each is a process of its own;
 * client and upstream are in this one. Runs alternate (direct, real, built-in, direct, ...), so that what disturbs the
 * machine disturbs all three; the table shows medians over the runs and the median of the ratios of paired runs. "Added" is
 * the latency of a round trip through the proxy less that of the direct connection in the same run.
 *
 * <p>Arguments: {@code [RUNS [ROUND_TRIPS [MEGABYTES]]]}. Needs the real binary on the path or in the system property
 * {@code refute.toxiproxy.binary}.
 */
final class ProxyComparison {

    private static final int MESSAGE_BYTES = 128;
    private static final int WARM_UP = 20_000;
    private static final int CLIENTS = 8;
    private static final int BULK_BYTES = 64 * 1024;
    private static final byte ECHO = 1;
    private static final byte SWALLOW = 2;

    private final int runs;
    private final int roundTrips;
    private final long bulkBytes;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private ProxyComparison(int runs, int roundTrips, long megabytes) {
        this.runs = runs;
        this.roundTrips = roundTrips;
        this.bulkBytes = megabytes * 1_000_000;
    }

    public static void main(String[] arguments) throws Exception {
        int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        new ProxyComparison(
                        numbers.length > 0 ? numbers[0] : 11,
                        numbers.length > 1 ? numbers[1] : 20_000,
                        numbers.length > 2 ? numbers[2] : 500)
                .compare();
    }

    private void compare() throws Exception {
        var binary = EngineProcess.realBinary()
                .orElseThrow(
                        () -> new IllegalStateException("no toxiproxy-server on the path, nor in the system property "
                                + EngineProcess.BINARY_PROPERTY));
        try (ExecutorService threads = Executors.newCachedThreadPool();
                ServerSocket upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                EngineProcess real = EngineProcess.real(binary);
                EngineProcess builtIn = EngineProcess.builtIn()) {
            threads.submit(() -> serve(upstream, threads));
            Map<String, Integer> ports = new LinkedHashMap<>();
            ports.put("direct", upstream.getLocalPort());
            ports.put("real", proxy(real.port(), upstream.getLocalPort()));
            ports.put("built-in", proxy(builtIn.port(), upstream.getLocalPort()));
            for (int port : ports.values()) {
                roundTrips(port, WARM_UP);
                bulk(port, bulkBytes);
                together(port, WARM_UP, threads);
            }
            for (int run = 0; run < runs; run++) {
                for (Map.Entry<String, Integer> entry : ports.entrySet()) {
                    measure(entry.getKey(), entry.getValue(), threads);
                }
            }
        }
        print();
    }

    private static int proxy(int apiPort, int upstreamPort) throws IOException {
        String listen = new ToxiproxyClient("127.0.0.1", apiPort)
                .createProxy("compared", "127.0.0.1:0", "127.0.0.1:" + upstreamPort)
                .getListen();
        return Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    }

    private void measure(String who, int port, ExecutorService threads) throws Exception {
        long[] nanos = roundTrips(port, roundTrips);
        Arrays.sort(nanos);
        record(who + " p50", nanos[nanos.length / 2] / 1e3);
        record(who + " p99", nanos[(int) (nanos.length * 0.99)] / 1e3);
        record(who + " bulk", bulk(port, bulkBytes));
        record(who + " together", together(port, roundTrips / CLIENTS, threads));
    }

    private void record(String figure, double value) {
        figures.computeIfAbsent(figure, name -> new ArrayList<>()).add(value);
    }

    private static Void serve(ServerSocket upstream, ExecutorService threads) throws IOException {
        while (!upstream.isClosed()) {
            Socket client = upstream.accept();
            threads.submit(() -> answer(client));
        }
        return null;
    }

    private static Void answer(Socket client) throws IOException {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            int mode = in.read();
            byte[] buffer = new byte[mode == ECHO ? MESSAGE_BYTES : BULK_BYTES];
            long total = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (mode == ECHO) {
                    out.write(buffer, 0, count);
                } else {
                    total += count;
                    if (buffer[count - 1] == 1) {
                        out.write((int) (total & 0x7f)); // the last byte has arrived
                    }
                }
            }
        }
        return null;
    }

    private static long[] roundTrips(int port, int count) throws IOException {
        long[] nanos = new long[count];
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            out.write(ECHO);
            byte[] message = new byte[MESSAGE_BYTES];
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                out.write(message);
                in.readFully(message);
                nanos[i] = System.nanoTime() - start;
            }
        }
        return nanos;
    }

    /** Megabytes a second, one way, until the last byte has arrived. */
    private static double bulk(int port, long bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            byte[] block = new byte[BULK_BYTES];
            long start = System.nanoTime();
            out.write(SWALLOW);
            for (long sent = 0; sent < bytes; sent += block.length) {
                out.write(block);
            }
            out.write(1);
            int receipt = socket.getInputStream().read();
            if (receipt < 0) {
                throw new IOException("the connection ended before the receipt");
            }
            return bytes / 1e6 / ((System.nanoTime() - start) / 1e9);
        }
    }

    /** Round trips a second of several clients at once. */
    private static double together(int port, int count, ExecutorService threads) throws Exception {
        long start = System.nanoTime();
        List<Future<long[]>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(threads.submit(() -> roundTrips(port, count)));
        }
        for (Future<long[]> client : clients) {
            client.get();
        }
        return CLIENTS * (double) count / ((System.nanoTime() - start) / 1e9);
    }

    private void print() {
        System.out.printf(
                "%d paired runs; %d round trips of %d bytes; %d MB one way; %d clients together%n%n",
                runs, roundTrips, MESSAGE_BYTES, bulkBytes / 1_000_000, CLIENTS);
        System.out.printf("%-34s %12s %12s %12s %16s%n", "median", "direct", "real", "built-in", "built-in/real");
        row("round trip p50, us", "p50");
        row("round trip p99, us", "p99");
        added("added p50, us", "p50");
        added("added p99, us", "p99");
        row("one way, MB/s", "bulk");
        row("round trips/s, " + CLIENTS + " clients", "together");
    }

    private void row(String title, String figure) {
        List<Double> real = figures.get("real " + figure);
        List<Double> builtIn = figures.get("built-in " + figure);
        System.out.printf(
                "%-34s %12.1f %12.1f %12.1f %16.2f%n",
                title,
                median(figures.get("direct " + figure)),
                median(real),
                median(builtIn),
                median(ratios(builtIn, real)));
    }

    private void added(String title, String figure) {
        List<Double> direct = figures.get("direct " + figure);
        List<Double> real = less(figures.get("real " + figure), direct);
        List<Double> builtIn = less(figures.get("built-in " + figure), direct);
        System.out.printf(
                "%-34s %12s %12.1f %12.1f %16.2f%n",
                title, "", median(real), median(builtIn), median(ratios(builtIn, real)));
    }

    private static List<Double> less(List<Double> values, List<Double> base) {
        List<Double> result = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            result.add(values.get(i) - base.get(i));
        }
        return result;
    }

    private static List<Double> ratios(List<Double> values, List<Double> base) {
        List<Double> result = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            result.add(values.get(i) / base.get(i));
        }
        return result;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
