package refute.toxiproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.toxiproxy.engine.Engine;
import refute.toxiproxy.engine.Proxy;
import refute.toxiproxy.engine.Refusal;

/** What the bodies of the requests about proxies mean. */
final class ProxyRequests {

    private static final String POPULATE_ELEMENT = "struct { toxiproxy.Proxy; Enabled *bool \"json:\\\"enabled\\\"\" }";

    /** The fields of a proxy while they are decoded; what is not in the body keeps its default. */
    private static final class Draft {
        private String name = "";
        private String listen = "";
        private String upstream = "";
        private boolean enabled = true;

        GoFields fields(String type, String prefix, String enabledPath) {
            return new GoFields(type, prefix)
                    .text("name", value -> name = value)
                    .text("listen", value -> listen = value)
                    .text("upstream", value -> upstream = value)
                    .bool("enabled", enabledPath, value -> enabled = value)
                    .object("Logger", new GoFields("zerolog.Logger", "Logger"));
        }

        GoFields ownFields() {
            return fields("toxiproxy.Proxy", "Proxy", "Proxy.enabled");
        }

        void requireNameAndUpstream(String where) throws Refusal {
            for (String field : List.of("name", "upstream")) {
                if ((field.equals("name") ? name : upstream).isEmpty()) {
                    throw new Refusal(400, "missing required field: " + field + where);
                }
            }
        }
    }

    /** What a populate did: the proxies that are as asked for, and what ended it early, if anything. */
    record Populated(List<Proxy> proxies, Optional<Refusal> refusal) {
        Populated {
            proxies = List.copyOf(proxies);
        }
    }

    private ProxyRequests() {}

    static Proxy create(Engine engine, byte[] body) throws Refusal {
        Draft draft = new Draft();
        draft.ownFields().decode(GoJson.read(body));
        draft.requireNameAndUpstream("");
        return engine.add(draft.name, draft.listen, draft.upstream, draft.enabled);
    }

    /** The name in the body is ignored, as it is in Toxiproxy. */
    static void update(Proxy proxy, byte[] body) throws Refusal {
        Draft draft = new Draft();
        draft.listen = proxy.listen();
        draft.upstream = proxy.upstream();
        draft.enabled = proxy.enabled();
        draft.ownFields().decode(GoJson.read(body));
        proxy.update(draft.listen, draft.upstream, draft.enabled);
    }

    /** All proxies are checked before the first is touched; then they are made in order until one cannot be. */
    static Populated populate(Engine engine, byte[] body) {
        List<Proxy> made = new ArrayList<>();
        try {
            for (Draft draft : drafts(body)) {
                made.add(engine.addOrReplace(draft.name, draft.listen, draft.upstream, draft.enabled));
            }
            return new Populated(made, Optional.empty());
        } catch (Refusal refusal) {
            return new Populated(made, Optional.of(refusal));
        }
    }

    /** Makes every proxy of a configuration that can be made; says which cannot. */
    static List<String> configure(Engine engine, byte[] config) throws Refusal {
        List<String> problems = new ArrayList<>();
        for (Draft draft : drafts(config)) {
            try {
                engine.addOrReplace(draft.name, draft.listen, draft.upstream, draft.enabled);
            } catch (Refusal refusal) {
                problems.add("proxy \"" + draft.name + "\": " + refusal.message());
            }
        }
        return problems;
    }

    private static List<Draft> drafts(byte[] body) throws Refusal {
        List<Draft> drafts = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        JsonValue value = GoJson.read(body);
        for (JsonValue element : elements(value)) {
            Draft draft = new Draft();
            Optional<String> found =
                    draft.fields(POPULATE_ELEMENT, ".Proxy", ".enabled").problemOf(element);
            problem = problem.isPresent() ? problem : found;
            drafts.add(draft);
        }
        if (problem.isPresent()) {
            throw new Refusal(400, "bad request body: " + problem.get());
        }
        for (int i = 0; i < drafts.size(); i++) {
            drafts.get(i).requireNameAndUpstream(" at proxy " + (i + 1));
        }
        return drafts;
    }

    private static List<JsonValue> elements(JsonValue value) throws Refusal {
        if (value instanceof JsonValue.Elements array) {
            return array.elements();
        }
        if (value instanceof JsonValue.Null) {
            return List.of();
        }
        throw new Refusal(
                400,
                "bad request body: json: cannot unmarshal " + value.goName() + " into Go value of type []"
                        + POPULATE_ELEMENT);
    }
}
