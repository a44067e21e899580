package refute.toxiproxy;

import java.math.BigDecimal;

/** Numbers as Prometheus' Go client writes them: the shortest digits, with an exponent from 1e+06 on. */
final class GoNumber {

    private static final long PLAIN_MAX = 1_000_000;

    private GoNumber() {}

    static String of(long value) {
        if (value < PLAIN_MAX) {
            return Long.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        String digits = exact.unscaledValue().toString();
        int exponent = digits.length() - 1 - exact.scale();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return digits.charAt(0) + fraction + "e+" + (exponent < 10 ? "0" : "") + exponent;
    }
}
