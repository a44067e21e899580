package refute.specs.certificate;

import java.util.List;
import refute.harness.check.Verdict;
import refute.harness.history.Value;
import refute.specs.linear.Linearization;
import refute.specs.model.Models;

/**
 * The proof of a verdict about a history file.
 *
 * @param history which, and how it was read
 * @param model the name of the model
 * @param choice how the model begins, and what a failed compare-and-set says
 * @param claim what is proved
 */
public record Certificate(Source history, String model, Models.Choice choice, Claim claim) {
    /**
     * The history file.
     *
     * @param sha256 of its bytes, in hexadecimal
     * @param format the name of its format
     * @param independent whether its values were read as pairs of key and value
     */
    public record Source(String sha256, String format, boolean independent) {}

    /** What is proved. */
    public sealed interface Claim {
        /** The verdict that follows. */
        Verdict verdict();
    }

    /** The history is linearizable: here is an order for each object. */
    public record Valid(List<Linearization> orders) implements Claim {
        public Valid {
            orders = List.copyOf(orders);
        }

        @Override
        public Verdict verdict() {
            return Verdict.VALID;
        }
    }

    /**
     * The history is not linearizable: these operations have no legal order.
     *
     * @param key the object
     * @param operations the indexes of their invocations, ascending
     * @param stuck the index of the one that cannot be placed
     * @param minimal whether leaving out any one of them is said to give the others an order
     */
    public record Invalid(Value key, List<Integer> operations, int stuck, boolean minimal) implements Claim {
        public Invalid {
            operations = List.copyOf(operations);
        }

        @Override
        public Verdict verdict() {
            return Verdict.INVALID;
        }
    }
}
