package refute.harness.history;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/** Numbers of EDN that are not short and whole. */
final class EdnNumber {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,100}N?");
    private static final Pattern RATIO = Pattern.compile("[-+]?[0-9]{1,100}/[0-9]{1,100}");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?[0-9]{1,400}(\\.[0-9]{0,1000})?([eE][-+]?[0-9]{1,4})?M?");

    private EdnNumber() {}

    static Value parse(String word, EdnReader at) {
        try {
            if (WHOLE.matcher(word).matches()) {
                return Value.of(Long.parseLong(word.replace("N", "")));
            }
            if (RATIO.matcher(word).matches()) {
                int slash = word.indexOf('/');
                return new Value.Real(new BigDecimal(word.substring(0, slash))
                        .divide(new BigDecimal(word.substring(slash + 1)), MathContext.DECIMAL64)
                        .doubleValue());
            }
            if (DECIMAL.matcher(word).matches()) {
                return new Value.Real(Double.parseDouble(word.replace("M", "")));
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw at.problem("the number " + word + " cannot be held in 64 bits");
        }
        throw at.problem("'" + (word.length() > 40 ? word.substring(0, 40) + "…" : word) + "' is no number");
    }
}
