package refute.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final int PORT = 7733;

    private final Gate gate = new Gate(PORT);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:7733", "localhost:7733"})
    void its_own_names_are_let_in(String host) {
        assertThat(status("GET", "Host", host)).isZero();
        assertThat(status("GET", "Host", host, "Origin", "http://" + host)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:7733",
                "127.0.0.1",
                "localhost:80",
                "127.0.0.1:7733.evil.example",
                "localhost.:7733",
                "0.0.0.0:7733",
                "",
                " 127.0.0.1:7733"
            })
    void a_name_that_somebody_gave_to_loopback_is_not(String host) {
        assertThat(status("GET", "Host", host)).isEqualTo(421);
    }

    @Test
    void no_name_and_two_are_refused() {
        assertThat(status("GET")).isEqualTo(421);
        assertThat(status("GET", "Host", "localhost:7733", "Host", "evil.example"))
                .isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://localhost:7733",
                "http://localhost:7734",
                "http://localhost",
                "http://localhost:7733/"
            })
    void pages_of_other_origins_are_refused(String origin) {
        assertThat(status("GET", "Host", "localhost:7733", "Origin", origin)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, cors, empty, 0",
        "none, navigate, document, 0",
        "cross-site, navigate, document, 0",
        "cross-site, navigate, iframe, 403",
        "cross-site, no-cors, image, 403",
        "cross-site, no-cors, script, 403",
        "same-site, cors, empty, 403"
    })
    void what_another_site_loads_into_its_page_is_refused_and_links_are_not(
            String site, String mode, String destination, int status) {
        assertThat(status(
                        "GET",
                        "Host",
                        "localhost:7733",
                        "Sec-fetch-site",
                        site,
                        "Sec-fetch-mode",
                        mode,
                        "Sec-fetch-dest",
                        destination))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"})
    void it_only_reads(String method) {
        assertThat(status(method, "Host", "localhost:7733")).isEqualTo(405);
    }

    /** 0 if it is let in. */
    private int status(String method, String... headers) {
        Headers all = new Headers();
        for (int n = 0; n < headers.length; n += 2) {
            all.add(headers[n], headers[n + 1]);
        }
        return gate.refusal(method, all).map(Gate.Refusal::status).orElse(0);
    }
}
