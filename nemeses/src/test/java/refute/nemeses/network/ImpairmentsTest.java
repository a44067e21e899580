package refute.nemeses.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.Seed;
import refute.harness.fault.Cut;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network;

/** What each impairment does to one connection through one proxy, to an echo server, on each engine that this machine has. */
class ImpairmentsTest {
    private static final NodeId N1 = new NodeId(1);
    private static final NodeId N2 = new NodeId(2);
    private static final Way THERE = new Way(N1, N2);
    private static final Way BACK = new Way(N2, N1);
    private static final int SOON_MILLIS = 2_000;
    private static final int SILENCE_MILLIS = 300;
    private static final Impairment STALLED = new Impairment.Blocked(Cut.STALLED);
    private static final Impairment DROPPED = new Impairment.Blocked(Cut.DROPPED);

    private ServerSocket echo;

    static Stream<ToxiproxyLinks> engines() {
        return Stream.concat(
                Stream.of(ToxiproxyLinks.builtIn()), ToxiproxyLinks.realProgram().map(ToxiproxyLinks::real).stream());
    }

    @BeforeEach
    void startEcho() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.ofPlatform().daemon().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket accepted = echo.accept();
                    Thread.ofVirtual().start(() -> {
                        try (accepted) {
                            accepted.getInputStream().transferTo(accepted.getOutputStream());
                        } catch (IOException e) {
                            // The connection was broken, as some faults mean to.
                        }
                    });
                } catch (IOException e) {
                    // Closed at the end of the test.
                }
            }
        });
    }

    @AfterEach
    void stopEcho() throws IOException {
        echo.close();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_stalled_way_holds_back_and_delivers_everything_after_the_heal(ToxiproxyLinks links) throws IOException {
        try (Network network = open(links);
                Socket socket = connect()) {
            network.impose("f1", Map.of(THERE, STALLED));
            send(socket, "held back");
            assertSilence(socket);
            network.lift("f1");
            assertReceives(socket, "held back");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void the_way_back_is_cut_by_itself(ToxiproxyLinks links) throws IOException {
        try (Network network = open(links);
                Socket socket = connect()) {
            network.impose("f1", Map.of(BACK, STALLED));
            send(socket, "echoed");
            assertSilence(socket);
            network.lift("f1");
            assertReceives(socket, "echoed");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_dropped_way_loses_and_ends_the_connection_at_the_heal(ToxiproxyLinks links) throws IOException {
        try (Network network = open(links);
                Socket socket = connect()) {
            network.impose("f1", Map.of(THERE, DROPPED));
            send(socket, "lost");
            assertSilence(socket);
            network.lift("f1");
            assertEnds(socket);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void two_faults_on_one_way_end_with_the_second(ToxiproxyLinks links) throws IOException {
        try (Network network = open(links);
                Socket socket = connect()) {
            network.impose("f1", Map.of(THERE, STALLED));
            network.impose("f2", Map.of(THERE, STALLED));
            send(socket, "twice");
            network.lift("f1");
            assertSilence(socket);
            network.liftAll();
            assertReceives(socket, "twice");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_late_way_is_late(ToxiproxyLinks links) throws IOException {
        try (Network network = open(links);
                Socket socket = connect()) {
            network.impose("f1", Map.of(THERE, new Impairment.Late(200_000_000, 0)));
            long sent = System.nanoTime();
            send(socket, "late");
            assertReceives(socket, "late");
            assertThat(System.nanoTime() - sent).isGreaterThan(190_000_000);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_narrow_way_takes_its_time_and_a_sliced_one_loses_nothing(ToxiproxyLinks links) throws IOException {
        try (Network network = open(links);
                Socket socket = connect()) {
            network.impose("narrow", Map.of(THERE, new Impairment.Narrow(10)));
            network.impose("sliced", Map.of(BACK, new Impairment.Sliced(100, 100_000)));
            long sent = System.nanoTime();
            send(socket, "x".repeat(5_000));
            assertReceives(socket, "x".repeat(5_000));
            assertThat(System.nanoTime() - sent).isGreaterThan(300_000_000);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void reset_and_limited_ways_end_their_connections(ToxiproxyLinks links) throws IOException {
        for (Impairment impairment : List.of(new Impairment.Reset(50_000_000), new Impairment.Limited(3))) {
            try (Network network = open(links)) {
                network.impose("f1", Map.of(THERE, impairment));
                try (Socket socket = connect()) {
                    send(socket, "too much");
                    assertEnds(socket);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void traffic_shows_what_a_stalled_way_holds(ToxiproxyLinks links) throws IOException {
        try (Network network = open(links);
                Socket socket = connect()) {
            network.impose("f1", Map.of(THERE, STALLED));
            // More than the real Toxiproxy reads ahead, so that the rest waits in its socket.
            send(socket, "x".repeat(1_000_000));
            long deadline = System.nanoTime() + 5_000_000_000L;
            while (network.traffic().get(THERE).bytesIn() == 0) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
            assertThat(network.traffic().get(THERE).bytesOut()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_way_that_no_link_carries_is_refused(ToxiproxyLinks links) {
        try (Network network = open(links)) {
            assertThatThrownBy(() -> network.impose("f1", Map.of(new Way(N1, new NodeId(3)), STALLED)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Endpoint listen;

    private Network open(ToxiproxyLinks links) {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            listen = new Endpoint("127.0.0.1", free.getLocalPort());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Link link = new Link(N1, N2, listen, new Endpoint("127.0.0.1", echo.getLocalPort()));
        return links.open("test", List.of(link), new Seed(1));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(listen.host(), listen.port()), SOON_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        Thread.ofVirtual().start(() -> {
            try {
                socket.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Ended by the fault, or by the end of the test while it waited for room.
            }
        });
    }

    private static void assertReceives(Socket socket, String text) throws IOException {
        socket.setSoTimeout(SOON_MILLIS);
        byte[] received = socket.getInputStream().readNBytes(text.length());
        assertThat(new String(received, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo(text);
    }

    private static void assertSilence(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    /** Ends in either way: closed, or reset; but not by silence. */
    private static void assertEnds(Socket socket) throws IOException {
        socket.setSoTimeout(SOON_MILLIS);
        try {
            // What had passed before the end may still come.
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection did not end", e);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }
}
