package refute.nemeses;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.PortPurpose;
import refute.harness.system.SystemInstance;
import refute.harness.system.Topology;

/** A real etcd, as little of it as the world needs: how a node starts, and what it says of itself over its JSON gateway. */
record EtcdSystem(String binary, String image, Map<String, String> flags, HttpClient http) implements SystemInstance {
    private static final Pattern MEMBER = Pattern.compile("\"member_id\":\"(\\d+)\"");
    private static final Pattern LEADER = Pattern.compile("\"leader\":\"(\\d+)\"");
    private static final Pattern TERM = Pattern.compile("\"raftTerm\":\"(\\d+)\"");
    private static final Pattern VERSION = Pattern.compile("\"version\":\"([^\"]+)\"");

    static EtcdSystem of(String binary) {
        return new EtcdSystem(binary, "", Map.of());
    }

    static EtcdSystem inImage(String image) {
        return new EtcdSystem("/usr/local/bin/etcd", image, Map.of());
    }

    EtcdSystem(String binary, String image, Map<String, String> flags) {
        this(binary, image, flags, HttpClient.newHttpClient());
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public NodePlan plan(NodeId node, Topology topology) {
        String cluster = topology.nodes().stream()
                .map(peer -> peer + "=http://" + topology.advertised(peer, PortPurpose.PEER))
                .collect(Collectors.joining(","));
        List<String> arguments = new ArrayList<>(List.of(
                "--name=" + node,
                "--data-dir=" + topology.dataFolder(node),
                "--listen-peer-urls=http://" + topology.listen(node, PortPurpose.PEER),
                "--listen-client-urls=http://" + topology.listen(node, PortPurpose.CLIENT),
                "--advertise-client-urls=http://" + topology.advertised(node, PortPurpose.CLIENT),
                "--initial-advertise-peer-urls=http://" + topology.advertised(node, PortPurpose.PEER),
                "--initial-cluster=" + cluster,
                "--initial-cluster-state=new",
                "--logger=zap"));
        flags.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new NodePlan.Program(binary, arguments, new LinkedHashMap<>(), image);
    }

    @Override
    public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
        throw new IllegalArgumentException("no clients here");
    }

    @Override
    public Optional<NodeStatus> status(Connection connection) {
        return post(connection.endpoint(), connection, "maintenance/status", "{}")
                .map(answer -> new NodeStatus(
                        first(MEMBER, answer).equals(first(LEADER, answer)),
                        Long.parseLong("0" + first(TERM, answer)),
                        first(VERSION, answer)));
    }

    /** The answer of the gateway; empty if there is none in time. */
    Optional<String> post(Endpoint endpoint, Connection connection, String call, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + endpoint + "/v3/" + call))
                .timeout(connection.timeout())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            // No answer is what is asked about.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public void close() {
        http.close();
    }
}
