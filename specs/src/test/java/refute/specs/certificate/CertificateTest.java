package refute.specs.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.linear.Linearization;
import refute.specs.model.Models;

class CertificateTest {
    private static final History STALE =
            HistoryNotation.parse("0 write[x] 1 -> ok\n0 write[x] 2 -> ok\n1 read[x] -> ok 1\n1 read[y] -> ok nil\n");
    private static final Certificate.Source SOURCE = new Certificate.Source("ab12", "notation", false);
    private static final Value X = Value.of("x");

    @TempDir
    Path folder;

    private static Certificate certificate(Certificate.Claim claim) {
        return new Certificate(SOURCE, "register", Models.Choice.usual(), claim);
    }

    private static Certificate invalid(int... operations) {
        return certificate(new Certificate.Invalid(
                X, Arrays.stream(operations).boxed().toList(), operations[operations.length - 1], false));
    }

    @Test
    void what_was_written_is_read() throws IOException {
        Path file = folder.resolve("certificate.json");
        Certificate invalid = invalid(0, 2, 4);
        CertificateFile.write(file, invalid);
        assertThat(CertificateFile.read(file)).isEqualTo(invalid);
        Certificate valid = certificate(new Certificate.Valid(List.of(new Linearization(X, new int[] {2, 0, 4}))));
        CertificateFile.write(file, valid);
        Certificate.Claim read = CertificateFile.read(file).claim();
        assertThat(((Certificate.Valid) read).orders().getFirst().order()).containsExactly(2, 0, 4);
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void a_witness_that_shows_it_is_believed() {
        assertThat(CertificateVerifier.objection(invalid(0, 2, 4), STALE)).isEmpty();
    }

    @Test
    void a_witness_with_a_legal_order_is_not() {
        assertThat(CertificateVerifier.objection(invalid(0, 4), STALE))
                .hasValueSatisfying(what -> assertThat(what).contains("have a linearization"));
    }

    @Test
    void a_witness_of_operations_that_are_none_is_not() {
        assertThat(CertificateVerifier.objection(invalid(0, 3), STALE))
                .hasValueSatisfying(what -> assertThat(what).contains("no client invokes at index 3"));
        assertThat(CertificateVerifier.objection(invalid(0, 6), STALE))
                .hasValueSatisfying(what -> assertThat(what).contains("not about key"));
    }

    @Test
    void an_order_that_real_time_forbids_is_not() {
        Certificate certificate = certificate(new Certificate.Valid(
                List.of(new Linearization(X, new int[] {2, 0, 4}), new Linearization(Value.of("y"), new int[] {6}))));
        assertThat(CertificateVerifier.objection(certificate, STALE))
                .hasValueSatisfying(what -> assertThat(what).contains("had returned before"));
    }

    @Test
    void a_damaged_file_is_refused_with_the_place() throws IOException {
        Path file = folder.resolve("certificate.json");
        CertificateFile.write(file, invalid(0, 2, 4));
        String text = Files.readString(file);
        for (String damaged : List.of(
                text.substring(0, text.length() / 2),
                text.replace("\"version\":1", "\"version\":7"),
                text.replace("[0,2,4]", "[0,2,\"4\"]"),
                text.replace("\"witness\"", "\"whatever\""),
                text.replace("\"invalid\"", "\"valid\""),
                "[]",
                "")) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> CertificateFile.read(file))
                    .as(damaged)
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("certificate.json");
        }
    }
}
