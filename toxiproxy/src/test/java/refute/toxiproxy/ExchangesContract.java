package refute.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both engines answer every request of {@code exchanges.txt}, which was recorded from Toxiproxy 2.12.0, to the byte. */
@Timeout(60)
abstract class ExchangesContract {

    private final EngineKind kind;

    private EngineKind.Running engine;
    private RawApi api;

    /** A request and the answer that was recorded. */
    private record Exchange(String method, String path, String body, String head, String answer) {}

    ExchangesContract(EngineKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws IOException {
        engine = kind.start();
        api = new RawApi(engine.port());
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            api.close();
            engine.close();
        }
    }

    @Test
    void every_recorded_request_is_answered_as_it_was_recorded() throws IOException {
        Map<String, String> ports = new HashMap<>();
        ports.put("${api}", "" + engine.port());
        for (String name : List.of("${one}", "${two}", "${three}")) {
            ports.put(name, "" + EngineProcess.freePort());
        }
        List<Exchange> exchanges = recorded();
        assertThat(exchanges).hasSizeGreaterThan(150);
        SoftAssertions all = new SoftAssertions();
        for (Exchange exchange : exchanges) {
            HttpResponse<String> response = api.send(exchange.method(), exchange.path(), fill(exchange.body(), ports));
            String request = exchange.method() + " " + exchange.path() + " " + exchange.body();
            all.assertThat(head(response)).as(request).isEqualTo(exchange.head());
            all.assertThat(response.body()).as(request).matches(pattern(fill(exchange.answer(), ports)));
        }
        all.assertAll();
    }

    @Test
    void a_request_by_a_browser_is_forbidden() {
        String browser = "Mozilla/5.0 (X11; Linux x86_64)";
        HttpResponse<String> response = api.send("GET", "/proxies", "", browser);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("User agent not allowed\n");
        assertThat(api.send("GET", "/nope", "", browser).statusCode()).isEqualTo(404);
    }

    @Test
    void answers_carry_a_request_id_and_errors_forbid_sniffing() {
        HttpResponse<String> found = api.send("GET", "/proxies/none", "");
        assertThat(found.headers().firstValue("X-Toxiproxy-Request-Id").orElseThrow())
                .hasSize(20);
        assertThat(found.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(api.send("GET", "/nope", "").headers().firstValue("X-Toxiproxy-Request-Id"))
                .isEmpty();
    }

    @Test
    void a_version_is_told_as_json() {
        HttpResponse<String> response = api.send("GET", "/version", "");
        assertThat(head(response)).isEqualTo("200 application/json;charset=utf-8");
        assertThat(response.body()).matches("\\{\"version\": \"(2\\.12\\.0|git)\"}\n");
    }

    private static String head(HttpResponse<String> response) {
        String detail = response.headers()
                .firstValue("Content-Type")
                .or(() -> response.headers().firstValue("Location").map(location -> "-> " + location))
                .orElse("");
        return (response.statusCode() + " " + detail).strip();
    }

    private static String fill(String text, Map<String, String> ports) {
        String filled = text;
        for (Map.Entry<String, String> port : ports.entrySet()) {
            filled = filled.replace(port.getKey(), port.getValue());
        }
        return filled;
    }

    private static Pattern pattern(String answer) {
        return Pattern.compile(Pattern.quote(answer).replace("${port}", "\\E[0-9]+\\Q"), Pattern.DOTALL);
    }

    private static List<Exchange> recorded() throws IOException {
        try (InputStream file = ExchangesContract.class.getResourceAsStream("exchanges.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            List<Exchange> exchanges = new ArrayList<>();
            String[] blocks = text.split("(?m)^> ", -1); // the first is the comment at the top
            for (String block : List.of(blocks).subList(1, blocks.length)) {
                exchanges.add(exchange(block));
            }
            return exchanges;
        }
    }

    private static Exchange exchange(String block) {
        String[] request = block.lines().findFirst().orElseThrow().split(" ", 2);
        StringBuilder body = new StringBuilder();
        StringBuilder answer = new StringBuilder();
        String head = "";
        for (String line : block.lines().skip(1).toList()) {
            if (line.startsWith("< ")) {
                head = line.substring(2);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                (head.isEmpty() ? body : answer).append(line.replace('␊', '\n'));
            }
        }
        return new Exchange(request[0], request[1], body.toString(), head, answer.toString());
    }
}
