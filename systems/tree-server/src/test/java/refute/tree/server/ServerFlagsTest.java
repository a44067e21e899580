package refute.tree.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import refute.service.WrongFlagsException;

class ServerFlagsTest {
    @Test
    void flags_become_options() throws Exception {
        ServerOptions options = ServerFlags.parse(
                        "--data=/tmp/tree",
                        "--listen-client=127.0.0.1:7301",
                        "--segment=64k",
                        "--cache=1M",
                        "--flush-every=0s",
                        "--on-disk-failure=reopen")
                .orElseThrow();

        assertThat(options.client().port()).isEqualTo(7301);
        assertThat(options.settings().segmentBytes()).isEqualTo(64 << 10);
        assertThat(options.settings().cacheBytes()).isEqualTo(1 << 20);
        assertThat(options.settings().flushEvery()).isEqualTo(Duration.ZERO);
        assertThat(options.reopens()).isTrue();
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThatExceptionOfType(WrongFlagsException.class)
                .isThrownBy(() -> ServerFlags.parse(
                        "--listen-client=nowhere", "--segment=3", "--flush-every=soon", "--on-disk-failure=hope"))
                .withMessageContaining("--data")
                .withMessageContaining("nowhere")
                .withMessageContaining("segmentBytes is 3")
                .withMessageContaining("soon")
                .withMessageContaining("neither stop nor reopen");
    }
}
