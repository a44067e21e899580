package refute.reports.html;

import java.util.Collection;
import refute.reports.Visible;

/**
 * A piece of a page. The only way to make one is {@link #element}, in which every text is escaped: nothing that a system
 * under test wrote can become markup, whoever passes it.
 */
final class Html {
    /** One attribute of an element. */
    record Attribute(String name, String value) {}

    /** Nothing. */
    static final Html NONE = new Html("");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /**
     * An element.
     *
     * @param tag its name
     * @param parts attributes first; then pieces, texts, and collections of them
     */
    static Html element(String tag, Object... parts) {
        StringBuilder begin = new StringBuilder("<").append(tag);
        StringBuilder inside = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof Attribute attribute) {
                begin.append(' ')
                        .append(attribute.name())
                        .append("=\"")
                        .append(escaped(attribute.value()))
                        .append('"');
            } else {
                append(inside, part);
            }
        }
        return new Html(begin.append('>')
                .append(inside)
                .append("</")
                .append(tag)
                .append('>')
                .toString());
    }

    /** Pieces that follow each other. */
    static Html several(Collection<Html> pieces) {
        StringBuilder inside = new StringBuilder();
        append(inside, pieces);
        return new Html(inside.toString());
    }

    static Attribute is(String name, String value) {
        return new Attribute(name, value);
    }

    /** A table whose rows are given. */
    static Html table(Collection<String> headings, Collection<Html> rows) {
        Html head = element(
                "thead",
                element(
                        "tr",
                        headings.stream()
                                .map(heading -> element("th", is("scope", "col"), heading))
                                .toList()));
        return element("div", is("class", "scroll"), element("table", head, element("tbody", rows)));
    }

    static String escaped(String text) {
        return Visible.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static void append(StringBuilder inside, Object part) {
        switch (part) {
            case Html html -> inside.append(html.markup);
            case String text -> inside.append(escaped(text));
            case Collection<?> several -> several.forEach(one -> append(inside, one));
            default -> throw new IllegalArgumentException("no part of a page: " + part.getClass());
        }
    }

    @Override
    public String toString() {
        return markup;
    }
}
