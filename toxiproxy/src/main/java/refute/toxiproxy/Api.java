package refute.toxiproxy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import refute.toxiproxy.engine.Engine;
import refute.toxiproxy.engine.Plan;
import refute.toxiproxy.engine.Proxy;
import refute.toxiproxy.engine.Refusal;
import refute.toxiproxy.engine.Toxic;

/**
 * The routes. One request is served at a time, so each sees the outcome of those before it; none waits for the traffic of
 * a proxy. Safe for use by many threads.
 */
final class Api {

    private static final String VERSION = "{\"version\": \"" + ToxiproxyServer.VERSION + "\"}\n";
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

    private final Engine engine;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /** Serves one request of a route that matched. */
    private interface Handler {
        Reply serve() throws Refusal;
    }

    Api(Engine engine) {
        this.engine = engine;
    }

    /** What a request means; {@code NotFound} and {@code WrongMethod} never reach a handler. */
    sealed interface Match {
        /** There is such a route. */
        record Found(Handler handler) implements Match {}

        /** There is no such path. */
        record NotFound() implements Match {}

        /** There is such a path, but not for this method. */
        record WrongMethod() implements Match {}
    }

    /** Finds the route of a method and an unescaped path. */
    Match match(String method, String path, byte[] body) {
        List<String> parts = Arrays.asList(path.substring(1).split("/", -1));
        if (parts.contains("")) {
            return new Match.NotFound();
        }
        return switch (parts.size()) {
            case 1 -> root(method, parts.get(0), body);
            case 2 -> parts.get(0).equals("proxies") ? proxy(method, parts.get(1), body) : new Match.NotFound();
            case 3 -> isToxics(parts) ? toxics(method, parts.get(1), body) : new Match.NotFound();
            case 4 -> isToxics(parts) ? toxic(method, parts.get(1), parts.get(3), body) : new Match.NotFound();
            default -> new Match.NotFound();
        };
    }

    private static boolean isToxics(List<String> parts) {
        return parts.get(0).equals("proxies") && parts.get(2).equals("toxics");
    }

    /** Serves a matched request; a refusal becomes its answer. */
    Reply serve(Match.Found found) {
        oneAtATime.lock();
        try {
            return found.handler().serve();
        } catch (Refusal refusal) {
            return Reply.error(refusal);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Match root(String method, String name, byte[] body) {
        return switch (name) {
            case "version" -> on(method, "GET", () -> Reply.text("application/json;charset=utf-8", VERSION));
            case "metrics" ->
                new Match.Found(() -> Reply.text(
                        METRICS_TYPE, Answers.metrics(engine.traffic().counts())));
            case "reset" ->
                on(method, "POST", () -> {
                    engine.reset();
                    return Reply.empty(204);
                });
            case "populate" -> on(method, "POST", () -> populate(body));
            case "batch" -> on(method, "POST", () -> BatchRequest.answer(engine, body));
            case "proxies" ->
                switch (method) {
                    case "GET" -> new Match.Found(() -> Reply.json(200, Answers.proxiesByName(engine.proxies())));
                    case "POST" ->
                        new Match.Found(() -> Reply.json(201, Answers.proxy(ProxyRequests.create(engine, body))));
                    default -> new Match.WrongMethod();
                };
            default -> new Match.NotFound();
        };
    }

    private static Match on(String method, String expected, Handler handler) {
        return method.equals(expected) ? new Match.Found(handler) : new Match.WrongMethod();
    }

    private Reply populate(byte[] body) {
        ProxyRequests.Populated populated = ProxyRequests.populate(engine, body);
        return Reply.json(populated.refusal().map(Refusal::status).orElse(201), Answers.populated(populated));
    }

    private Match proxy(String method, String name, byte[] body) {
        return switch (method) {
            case "GET" -> new Match.Found(() -> Reply.json(200, Answers.proxy(engine.get(name))));
            case "POST", "PATCH" ->
                new Match.Found(() -> {
                    Proxy proxy = engine.get(name);
                    ProxyRequests.update(proxy, body);
                    return Reply.json(200, Answers.proxy(proxy));
                });
            case "DELETE" ->
                new Match.Found(() -> {
                    engine.remove(name);
                    return Reply.empty(204);
                });
            default -> new Match.WrongMethod();
        };
    }

    private Match toxics(String method, String name, byte[] body) {
        return switch (method) {
            case "GET" ->
                new Match.Found(
                        () -> Reply.json(200, Answers.toxics(engine.get(name).toxics())));
            case "POST" ->
                new Match.Found(() -> {
                    Proxy proxy = engine.get(name);
                    Plan plan = engine.plan();
                    Toxic added = ToxicRequests.add(plan, proxy, GoJson.read(body));
                    engine.apply(plan);
                    return Reply.json(200, Answers.toxic(added));
                });
            default -> new Match.WrongMethod();
        };
    }

    private Match toxic(String method, String name, String toxic, byte[] body) {
        return switch (method) {
            case "GET" ->
                new Match.Found(() -> Reply.json(
                        200, Answers.toxic(engine.get(name).toxic(toxic).orElseThrow(Refusal::noSuchToxic))));
            case "POST", "PATCH" -> new Match.Found(() -> patch(name, toxic, body));
            case "DELETE" ->
                new Match.Found(() -> {
                    Plan plan = engine.plan();
                    plan.remove(engine.get(name), toxic);
                    engine.apply(plan);
                    return Reply.empty(204);
                });
            default -> new Match.WrongMethod();
        };
    }

    /** The plan is applied even if the body is refused: see {@link ToxicRequests#patch}. */
    private Reply patch(String name, String toxic, byte[] body) throws Refusal {
        Proxy proxy = engine.get(name);
        if (proxy.toxic(toxic).isEmpty()) {
            throw Refusal.noSuchToxic();
        }
        Plan plan = engine.plan();
        try {
            return Reply.json(200, Answers.toxic(ToxicRequests.patch(plan, proxy, toxic, GoJson.read(body))));
        } finally {
            engine.apply(plan);
        }
    }

    /** Closes the engine once no request is being served. */
    void close() {
        oneAtATime.lock();
        try {
            engine.close();
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Makes the proxies of a configuration; says which cannot be made. */
    List<String> configure(byte[] config) {
        oneAtATime.lock();
        try {
            return ProxyRequests.configure(engine, config);
        } catch (Refusal refusal) {
            return List.of(refusal.message());
        } finally {
            oneAtATime.unlock();
        }
    }
}
