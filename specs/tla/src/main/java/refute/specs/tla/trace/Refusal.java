package refute.specs.tla.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * Why an event is no step: of everything that the spec demands of it, the part that was found false last.
 *
 * @param conjunct the text of that part
 * @param operands its two sides, or what else it is about, each as text and value
 * @param place where it stands: module, line and column
 * @param message what TLC says, if it could not evaluate the part; else empty
 */
public record Refusal(String conjunct, List<Operand> operands, String place, String message) {
    public Refusal {
        operands = List.copyOf(operands);
    }

    /**
     * A side of the part.
     *
     * @param text as it stands in the spec
     * @param value what it is, as TLC prints it; cut if it is long
     */
    public record Operand(String text, String value) {}

    /** The part, where it stands, and each operand, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(conjunct);
        lines.add("    at " + place);
        operands.forEach(operand -> lines.add("    " + operand.text() + " is " + operand.value()));
        if (!message.isEmpty()) {
            lines.add("    " + message);
        }
        return lines;
    }

    /** One sentence. */
    public String sentence() {
        StringBuilder told =
                new StringBuilder(conjunct).append(" (").append(place).append(")");
        if (!message.isEmpty()) {
            return told.append(" cannot be evaluated: ").append(message).toString();
        }
        told.append(" is false");
        for (int i = 0; i < operands.size(); i++) {
            told.append(i == 0 ? ": " : ", ")
                    .append(operands.get(i).text())
                    .append(" is ")
                    .append(operands.get(i).value());
        }
        return told.toString();
    }
}
