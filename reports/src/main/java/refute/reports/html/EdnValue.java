package refute.reports.html;

import refute.harness.history.Value;

/** Values as a report shows them: EDN, without building a text of a megabyte first when only its beginning is shown. */
final class EdnValue {
    private EdnValue() {}

    static String text(Value.Text value) {
        String text = value.text();
        int room = OperationColumns.TEXT_MAX;
        return text.length() <= room
                ? value.toString()
                : new Value.Text(text.substring(0, room)) + "… (" + text.length() + " characters)";
    }

    static String shortened(Value.Vec vec) {
        int shown = 50;
        return vec.items().size() <= shown
                ? vec.toString()
                : new Value.Vec(vec.items().subList(0, shown)) + "… ("
                        + vec.items().size() + " items)";
    }
}
