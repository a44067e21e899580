package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which operators of a module are disjuncts of its {@code Next}. */
final class Disjuncts {
    private Disjuncts() {}

    /** {@code XOf} stands in the definition of {@code X}, under quantifiers only, and that in Next. */
    static boolean has(String spec, String operator) {
        String next = spec.substring(spec.indexOf("\nNext =="), spec.indexOf("\nSpec =="));
        String whole = operator.endsWith("Of") ? operator.substring(0, operator.length() - 2) : operator;
        boolean within = whole.equals(operator) || definition(spec, whole).contains(operator + "(");
        return within && Pattern.compile("\\b" + whole + "\\(").matcher(next).find();
    }

    /** The definition of an operator with arguments. */
    static String definition(String module, String name) {
        Matcher found = Pattern.compile("(?ms)^" + name + "\\([^)]*\\) ==(.*?)(?:\n\n|\\z|^[A-Za-z]+\\()")
                .matcher(module);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }
}
