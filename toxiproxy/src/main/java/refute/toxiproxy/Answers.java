package refute.toxiproxy;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import refute.toxiproxy.engine.Proxy;
import refute.toxiproxy.engine.Refusal;
import refute.toxiproxy.engine.Toxic;
import refute.toxiproxy.engine.Traffic;

/** The bodies of answers, field by field in Toxiproxy's order. */
final class Answers {

    private Answers() {}

    /** {@code Logger} is there in Toxiproxy 2.12 and always empty. */
    static String proxy(Proxy proxy) {
        return "{\"name\":" + GoJson.quote(proxy.name())
                + ",\"listen\":" + GoJson.quote(proxy.listen())
                + ",\"upstream\":" + GoJson.quote(proxy.upstream())
                + ",\"enabled\":" + proxy.enabled()
                + ",\"Logger\":{},\"toxics\":" + toxics(proxy.toxics()) + "}";
    }

    static String proxiesByName(Collection<Proxy> proxies) {
        return proxies.stream()
                .map(proxy -> GoJson.quote(proxy.name()) + ":" + proxy(proxy))
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String populated(ProxyRequests.Populated populated) {
        String error = populated.refusal().map(refusal -> fields(refusal) + ",").orElse("");
        String proxies = populated.proxies().isEmpty()
                ? "null"
                : populated.proxies().stream().map(Answers::proxy).collect(Collectors.joining(",", "[", "]"));
        return "{" + error + "\"proxies\":" + proxies + "}";
    }

    static String toxics(List<Toxic> toxics) {
        return toxics.stream().map(Answers::toxic).collect(Collectors.joining(",", "[", "]"));
    }

    static String toxic(Toxic toxic) {
        List<String> names = toxic.kind().attributes();
        List<Long> values = toxic.effect().values();
        StringBuilder text = new StringBuilder("{\"attributes\":{");
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? "" : ",")
                    .append(GoJson.quote(names.get(i)))
                    .append(':')
                    .append(values.get(i));
        }
        return text.append("},\"name\":")
                .append(GoJson.quote(toxic.name()))
                .append(",\"type\":")
                .append(GoJson.quote(toxic.kind().label()))
                .append(",\"stream\":")
                .append(GoJson.quote(toxic.stream()))
                .append(",\"toxicity\":")
                .append(GoJson.number(toxic.toxicity()))
                .append('}')
                .toString();
    }

    static String error(Refusal refusal) {
        return "{" + fields(refusal) + "}";
    }

    private static String fields(Refusal refusal) {
        return "\"error\":" + GoJson.quote(refusal.message()) + ",\"status\":" + refusal.status();
    }

    /** Prometheus text format 0.0.4. */
    static String metrics(List<Traffic.Count> counts) {
        StringBuilder text = new StringBuilder();
        text.append("# HELP promhttp_metric_handler_errors_total Total number of internal errors encountered by the"
                + " promhttp metric handler.\n# TYPE promhttp_metric_handler_errors_total counter\n"
                + "promhttp_metric_handler_errors_total{cause=\"encoding\"} 0\n"
                + "promhttp_metric_handler_errors_total{cause=\"gathering\"} 0\n");
        for (boolean received : new boolean[] {true, false}) {
            String name = "toxiproxy_proxy_" + (received ? "received" : "sent") + "_bytes_total";
            if (!counts.isEmpty()) {
                text.append("# HELP ")
                        .append(name)
                        .append(" \n# TYPE ")
                        .append(name)
                        .append(" counter\n");
            }
            for (Traffic.Count count : counts) {
                text.append(name)
                        .append(labels(count.labels()))
                        .append(' ')
                        .append(GoNumber.of(received ? count.receivedBytes() : count.sentBytes()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String labels(Traffic.Labels labels) {
        return "{direction=\"" + labels.direction().label() + "\",listener=\"" + escape(labels.listener())
                + "\",proxy=\"" + escape(labels.proxy()) + "\",upstream=\"" + escape(labels.upstream()) + "\"}";
    }

    private static String escape(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
