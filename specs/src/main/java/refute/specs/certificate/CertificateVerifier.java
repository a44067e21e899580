package refute.specs.certificate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import refute.harness.BadInput;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.specs.linear.LinearizationVerifier;
import refute.specs.linear.WitnessVerifier;
import refute.specs.model.Model;
import refute.specs.model.Models;

/**
 * Holds certificates against histories; searches nothing. Stateless.
 *
 * <p>That a part of a history has no legal order is all that the certificate of an invalid one shows, and all that is verified of it: that
 * what was left out could not have helped is the engine's word, as with every witness.
 */
public final class CertificateVerifier {
    private CertificateVerifier() {}

    /**
     * Why the certificate does not prove what it claims of this history; empty if it does.
     *
     * @param history as read from the file that the certificate names, clients only
     * @throws BadInput if the model does not exist, or cannot begin so
     */
    public static Optional<String> objection(Certificate certificate, History history) {
        Model<?> model = Models.named(certificate.model(), certificate.choice());
        History heard = certificate.choice().failedCas().heard(history);
        return switch (certificate.claim()) {
            case Certificate.Valid valid -> LinearizationVerifier.objection(model, heard, valid.orders());
            case Certificate.Invalid invalid -> objection(model, heard, invalid);
        };
    }

    private static Optional<String> objection(Model<?> model, History history, Certificate.Invalid claim) {
        Map<Integer, Integer> positions = new HashMap<>();
        for (int at = 0; at < history.size(); at++) {
            positions.put(history.index(at), at);
        }
        List<Operation> operations = new ArrayList<>();
        for (int index : claim.operations()) {
            Integer at = positions.get(index);
            if (at == null || history.kind(at) != EntryKind.INVOKE) {
                return Optional.of("no client invokes at index " + index);
            }
            if (model.isPerKey() && !history.key(at).equals(claim.key())) {
                return Optional.of("the operation of index " + index + " is not about key " + claim.key());
            }
            operations.add(history.operation(at));
        }
        Optional<Operation> stuck = operations.stream()
                .filter(operation -> operation.index() == claim.stuck())
                .findFirst();
        if (stuck.isEmpty()) {
            return Optional.of("the stuck operation is not among those of the witness");
        }
        return WitnessVerifier.objection(
                model,
                new Witness.Unlinearizable(
                        "as certified",
                        model.name(),
                        claim.key(),
                        operations,
                        List.of(),
                        stuck.get(),
                        List.of(),
                        claim.minimal()));
    }
}
