package refute.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import refute.harness.BadInput;
import refute.harness.check.CheckResult;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.HistoryFormat;
import refute.specs.certificate.Certificate;
import refute.specs.certificate.CertificateFile;
import refute.specs.certificate.CertificateVerifier;
import refute.specs.linear.Judgement;
import refute.specs.model.Models;

/** Writes the proof of a verdict beside the history, and verifies one that is there. */
final class CertificateCheck {
    private final Console console;
    private final boolean json;

    /** How the history was read and what it was held against. */
    record Reading(HistoryFormat format, boolean independent, String model, Models.Choice choice) {}

    CertificateCheck(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** @throws BadInput if it cannot be written */
    void write(HistorySource source, Reading reading, Judgement judgement) {
        Optional<Certificate.Claim> claim = claim(judgement);
        if (claim.isEmpty()) {
            console.note(source + ": nothing is proved, so no certificate is written");
            return;
        }
        Certificate.Source history = new Certificate.Source(
                CertificateFile.sha256(source.file()), reading.format().word(), reading.independent());
        try {
            CertificateFile.write(
                    source.certificate(), new Certificate(history, reading.model(), reading.choice(), claim.get()));
            console.note(source + ": the proof is in " + source.certificate());
        } catch (IOException e) {
            throw new BadInput(source.certificate().toString(), "cannot be written: " + e, "");
        }
    }

    private static Optional<Certificate.Claim> claim(Judgement judgement) {
        CheckResult result = judgement.result();
        return switch (result.verdict()) {
            case VALID -> Optional.of(new Certificate.Valid(judgement.certificates()));
            case UNKNOWN -> Optional.empty();
            case INVALID ->
                result.witnesses().getFirst() instanceof Witness.Unlinearizable witness
                        ? Optional.of(new Certificate.Invalid(
                                witness.key(),
                                witness.operations().stream()
                                        .map(operation -> operation.index())
                                        .toList(),
                                witness.stuck().index(),
                                witness.minimal()))
                        : Optional.empty();
        };
    }

    /** @throws BadInput if there is no certificate, it is about another history, or it does not prove what it claims */
    int verify(HistorySource source) {
        Certificate certificate = CertificateFile.read(source.certificate());
        String sha256 = CertificateFile.sha256(source.file());
        if (!sha256.equals(certificate.history().sha256())) {
            throw refused(source, "it is about another history, or this one was changed: its SHA-256 is " + sha256);
        }
        History history = HistoryFormat.named(certificate.history().format())
                .read(source.file(), certificate.history().independent())
                .history()
                .clients();
        CertificateVerifier.objection(certificate, history).ifPresent(objection -> {
            throw refused(source, objection);
        });
        tell(source, certificate);
        return certificate.claim().verdict().exitCode();
    }

    private void tell(HistorySource source, Certificate certificate) {
        String verdict = certificate.claim().verdict().word();
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("file", source.toString());
            map.put("model", certificate.model());
            map.put("verdict", verdict);
            map.put("certificate", source.certificate().toString());
            map.put("verified", true);
            console.result(Json.line(map));
            return;
        }
        console.result(source + ": " + verdict + " as " + certificate.model() + ": the certificate holds");
        console.result(
                switch (certificate.claim()) {
                    case Certificate.Valid valid ->
                        "  every operation has its place in an order that the model and real time allow";
                    case Certificate.Invalid invalid ->
                        "  these " + invalid.operations().size()
                                + " operations have no legal order, in whichever is tried: " + invalid.operations();
                });
    }

    private static BadInput refused(HistorySource source, String why) {
        return new BadInput(source.certificate().toString(), "proves nothing of " + source + ": " + why, "");
    }
}
