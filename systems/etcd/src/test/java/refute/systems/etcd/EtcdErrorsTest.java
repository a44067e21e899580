package refute.systems.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.system.Reply;
import refute.workloads.register.RegisterClient;

class EtcdErrorsTest {
    @ParameterizedTest
    @MethodSource("refusals")
    void a_write_that_etcd_refused_has_failed(EtcdErrors.Refusal refusal) {
        Status status = Status.UNKNOWN.withDescription(refusal.message());

        assertThat(EtcdErrors.ofWrite(status, true)).isEqualTo(Reply.fail(refusal.word() + ": " + refusal.message()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNAVAILABLE        | etcdserver: request timed out",
                "UNAVAILABLE        | etcdserver: request timed out, possibly due to previous leader failure",
                "UNAVAILABLE        | etcdserver: request timed out, possibly due to connection lost",
                "UNAVAILABLE        | etcdserver: leader changed",
                "UNAVAILABLE        | etcdserver: server stopped",
                "UNAVAILABLE        | etcdserver: unhealthy cluster",
                "RESOURCE_EXHAUSTED | etcdserver: mvcc: database space exceeded",
                "DATA_LOSS          | etcdserver: corrupt cluster",
                "FAILED_PRECONDITION| etcdserver: not leader",
                "CANCELLED          | etcdserver: request canceled",
                "DEADLINE_EXCEEDED  | context deadline exceeded",
                "UNAVAILABLE        | Network closed for unknown reason",
                "UNAVAILABLE        | io exception",
                "INTERNAL           | RST_STREAM closed stream",
                "UNKNOWN            | etcdserver: an error of a version to come",
            })
    void a_write_of_which_nothing_is_known_is_unknown(Status.Code code, String message) {
        assertThat(EtcdErrors.ofWrite(code.toStatus().withDescription(message), true))
                .isInstanceOf(Reply.Info.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void a_write_that_never_left_has_failed_whatever_the_code(Status.Code code) {
        assertThat(EtcdErrors.ofWrite(code.toStatus(), false)).isInstanceOf(Reply.Fail.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void a_read_without_an_answer_has_failed_whatever_the_code(Status.Code code) {
        assertThat(EtcdErrors.ofRead(code.toStatus())).isInstanceOf(Reply.Fail.class);
    }

    @Test
    void a_message_that_only_begins_like_a_refusal_is_none() {
        assertThat(EtcdErrors.ofWrite(
                        Status.UNAVAILABLE.withDescription("etcdserver: too many requests, but perhaps done"), true))
                .isInstanceOf(Reply.Info.class);
    }

    @Test
    void a_server_without_the_method_has_done_nothing() {
        assertThat(EtcdErrors.ofWrite(Status.UNIMPLEMENTED, true)).isEqualTo(Reply.fail("unimplemented"));
    }

    @Test
    void what_a_server_says_is_bounded() {
        Reply.Info info =
                (Reply.Info) EtcdErrors.ofWrite(Status.UNAVAILABLE.withDescription("x".repeat(100_000)), true);

        assertThat(info.error())
                .hasSizeLessThan(300)
                .startsWith("unavailable: xxx")
                .endsWith("…");
    }

    @Test
    void no_error_is_taken_for_a_mismatch() {
        assertThat(EtcdErrors.REFUSALS).noneMatch(refusal -> refusal.word().startsWith(RegisterClient.DID_NOT_MATCH));
    }

    @Test
    void each_refusal_says_where_etcd_refuses() {
        assertThat(EtcdErrors.REFUSALS).allSatisfy(refusal -> {
            assertThat(refusal.because()).contains(".go");
            assertThat(refusal.word()).matches("[a-z-]+");
        });
    }

    static java.util.List<EtcdErrors.Refusal> refusals() {
        return EtcdErrors.REFUSALS;
    }
}
