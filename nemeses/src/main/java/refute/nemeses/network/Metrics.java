package refute.nemeses.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import refute.harness.fault.Way;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network.Traffic;

/**
 * Reads traffic out of Toxiproxy's metrics, in Prometheus' text format.
 *
 * <p>The built-in engine counts bytes as they pass. The real one counts a connection's bytes when it ends, so that its figures
 * lag behind on long-lived connections.
 */
final class Metrics {
    private static final Pattern SERIES =
            Pattern.compile("toxiproxy_proxy_(received|sent)_bytes_total\\{([^}]*)} ([0-9.eE+]+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private Metrics() {}

    static Map<Way, Traffic> traffic(String metrics, List<Link> links) {
        Map<String, Link> byName = links.stream().collect(Collectors.toMap(Link::name, link -> link));
        Map<Way, Traffic> traffic = new LinkedHashMap<>();
        for (Link link : links) {
            traffic.put(new Way(link.from(), link.to()), new Traffic(0, 0));
            traffic.put(new Way(link.to(), link.from()), new Traffic(0, 0));
        }
        Matcher series = SERIES.matcher(metrics);
        while (series.find()) {
            Map<String, String> labels = labels(series.group(2));
            Link link = byName.get(labels.getOrDefault("proxy", ""));
            if (link != null) {
                boolean upstream = labels.getOrDefault("direction", "").equals("upstream");
                Way way = upstream ? new Way(link.from(), link.to()) : new Way(link.to(), link.from());
                long bytes = (long) Double.parseDouble(series.group(3));
                boolean received = series.group(1).equals("received");
                traffic.merge(way, received ? new Traffic(bytes, 0) : new Traffic(0, bytes), Metrics::sum);
            }
        }
        return traffic;
    }

    static Traffic sum(Traffic a, Traffic b) {
        return new Traffic(a.bytesIn() + b.bytesIn(), a.bytesOut() + b.bytesOut(), a.connections() + b.connections());
    }

    private static Map<String, String> labels(String text) {
        return LABEL.matcher(text)
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
    }
}
