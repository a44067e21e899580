package refute.reports.html;

import static refute.reports.html.Html.element;
import static refute.reports.html.Html.is;

import java.util.ArrayList;
import java.util.List;
import refute.harness.check.Witness;
import refute.harness.history.Operation;
import refute.reports.OperationText;

/**
 * A cycle as a graph: its transactions one below the other, an arrow from each to the one that must come after it with the reason beside
 * it, and one from the last back up to the first, which closes it. Drawn without script, to be seen in any reader. Used once.
 */
final class CyclePicture {
    /** Longer ones are cut; a list beneath the picture has all of their reasons. */
    private static final int TRANSACTIONS_MAX = 12;

    private static final int LABEL_CHARACTERS_MAX = 145;
    private static final int REASON_CHARACTERS_MAX = 130;
    private static final int WIDTH = 1160;
    private static final int LEFT = 70;
    private static final int BOX_WIDTH = 1070;
    private static final int BOX_HEIGHT = 34;
    private static final int ROW = 84;
    private static final int TOP = 10;
    private static final int ARROW_AT = LEFT + 40;
    private static final int RETURN_AT = 24;
    private static final int HEAD = 7;
    private static final String BECAUSE = "because ";

    private final Witness.Cycle cycle;
    private final int drawn;
    private final List<Html> parts = new ArrayList<>();

    private CyclePicture(Witness.Cycle cycle) {
        this.cycle = cycle;
        this.drawn = Math.min(cycle.operations().size(), TRANSACTIONS_MAX);
    }

    /** The picture, with the sentence of the cycle as its description. */
    static Html of(Witness.Cycle cycle) {
        return new CyclePicture(cycle).draw();
    }

    private Html draw() {
        for (int n = 0; n < drawn; n++) {
            box(n);
            if (n + 1 < drawn) {
                arrowDown(n);
            }
        }
        arrowBack();
        int height = TOP + drawn * ROW;
        String name = cycle.anomaly() + " as a graph: " + String.join("; ", cycle.edges());
        return element(
                "div",
                is("class", "picture cycle"),
                element(
                        "svg",
                        is("viewBox", "0 0 " + WIDTH + " " + height),
                        is("role", "img"),
                        is("aria-label", name),
                        parts));
    }

    private static int top(int n) {
        return TOP + n * ROW;
    }

    private void box(int n) {
        Operation operation = cycle.operations().get(n);
        parts.add(element(
                "rect",
                is("class", "node"),
                at("x", LEFT),
                at("y", top(n)),
                at("width", BOX_WIDTH),
                at("height", BOX_HEIGHT),
                at("rx", 5)));
        String text = "T" + (n + 1) + "  process " + operation.process() + ": " + OperationText.label(operation);
        parts.add(text("own", LEFT + 12, top(n) + 22, shortened(text, LABEL_CHARACTERS_MAX)));
    }

    private void arrowDown(int n) {
        int from = top(n) + BOX_HEIGHT;
        int to = top(n + 1);
        line(ARROW_AT, from, ARROW_AT, to - HEAD);
        head(ARROW_AT, to, ARROW_AT - HEAD, to - HEAD, ARROW_AT + HEAD, to - HEAD);
        parts.add(text("soft", ARROW_AT + 14, (from + to) / 2 + 5, reason(n)));
    }

    /** From the last one drawn down, left, up and right into the first. */
    private void arrowBack() {
        int bottom = top(drawn - 1) + BOX_HEIGHT;
        int low = bottom + 25;
        int entry = TOP + BOX_HEIGHT / 2;
        parts.add(element(
                "polyline",
                is("class", "edge"),
                is(
                        "points",
                        ARROW_AT + "," + bottom + " " + ARROW_AT + "," + low + " " + RETURN_AT + "," + low + " "
                                + RETURN_AT + "," + entry + " " + (LEFT - HEAD) + "," + entry)));
        head(LEFT, entry, LEFT - HEAD, entry - HEAD, LEFT - HEAD, entry + HEAD);
        int skipped = cycle.operations().size() - drawn;
        String more = skipped > 0 ? "by way of " + skipped + " more, which are not drawn; " : "";
        parts.add(
                text("soft", ARROW_AT + 14, low + 5, more + reason(cycle.edges().size() - 1)));
    }

    /** Without the names at its beginning, which the arrow says. */
    private String reason(int n) {
        String edge = cycle.edges().get(n);
        int at = edge.indexOf(BECAUSE);
        return shortened(at < 0 ? edge : edge.substring(at + BECAUSE.length()), REASON_CHARACTERS_MAX);
    }

    private void line(int x1, int y1, int x2, int y2) {
        parts.add(element("line", is("class", "edge"), at("x1", x1), at("y1", y1), at("x2", x2), at("y2", y2)));
    }

    private void head(int... corners) {
        List<String> points = new ArrayList<>();
        for (int i = 0; i < corners.length; i += 2) {
            points.add(corners[i] + "," + corners[i + 1]);
        }
        parts.add(element("polygon", is("class", "head"), is("points", String.join(" ", points))));
    }

    private static Html text(String style, int x, int y, String text) {
        return element("text", is("class", style), at("x", x), at("y", y), text);
    }

    private static Html.Attribute at(String name, int value) {
        return is(name, Integer.toString(value));
    }

    private static String shortened(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }
}
