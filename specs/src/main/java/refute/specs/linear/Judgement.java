package refute.specs.linear;

import java.util.List;
import refute.harness.check.CheckResult;

/**
 * A verdict with its proof.
 *
 * @param result the verdict, and the witness if it is invalid
 * @param certificates if it is valid, an order for each object, in the order in which the objects first appear; else empty
 */
public record Judgement(CheckResult result, List<Linearization> certificates) {
    public Judgement {
        certificates = List.copyOf(certificates);
    }
}
