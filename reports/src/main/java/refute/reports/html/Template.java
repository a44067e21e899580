package refute.reports.html;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with marks such as <code>{{data}}</code>, filled in one pass: what is filled in is never looked at for marks. */
final class Template {
    private static final Pattern MARK = Pattern.compile("\\{\\{(\\w+)}}");

    private Template() {}

    /** The template with every mark replaced by the text of its name. */
    static String fill(String template, Map<String, String> texts) {
        StringBuilder filled = new StringBuilder();
        Matcher marks = MARK.matcher(template);
        int from = 0;
        while (marks.find()) {
            String text = texts.get(marks.group(1));
            if (text == null) {
                throw new IllegalStateException("nothing is known for " + marks.group());
            }
            filled.append(template, from, marks.start()).append(text);
            from = marks.end();
        }
        return filled.append(template, from, template.length()).toString();
    }
}
