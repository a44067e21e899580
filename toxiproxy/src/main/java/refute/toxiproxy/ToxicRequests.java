package refute.toxiproxy;

import java.util.ArrayList;
import java.util.List;
import refute.toxiproxy.engine.Direction;
import refute.toxiproxy.engine.Effect;
import refute.toxiproxy.engine.Plan;
import refute.toxiproxy.engine.Proxy;
import refute.toxiproxy.engine.Refusal;
import refute.toxiproxy.engine.Toxic;
import refute.toxiproxy.engine.ToxicKind;

/** What the bodies of the requests about toxics mean; the outcome goes into a plan. */
final class ToxicRequests {

    private static final String PATCH_TYPE =
            "struct { Attributes interface {} \"json:\\\"attributes\\\"\"; Toxicity float32 \"json:\\\"toxicity\\\"\" }";

    /** The fields of a toxic while they are decoded, with Toxiproxy's defaults. */
    private static final class Draft {
        private String name = "";
        private String type = "";
        private String stream = "downstream";
        private float toxicity = 1;
    }

    /** The attributes of one kind while they are decoded. */
    private static final class Attributes {
        private final ToxicKind kind;
        private final List<Long> values;

        Attributes(ToxicKind kind, Effect start) {
            this.kind = kind;
            this.values = new ArrayList<>(start.values());
        }

        GoFields fields() {
            GoFields fields = new GoFields("toxics." + kind.goName(), kind.goName() + ".attributes");
            for (int i = 0; i < values.size(); i++) {
                int index = i;
                fields.integer(kind.attributes().get(i), kind.goNumber(), value -> values.set(index, value));
            }
            return fields;
        }

        Effect effect() {
            return kind.effect(values);
        }
    }

    private ToxicRequests() {}

    static Toxic add(Plan plan, Proxy proxy, JsonValue body) throws Refusal {
        Draft draft = new Draft();
        new GoFields("toxics.ToxicWrapper", "ToxicWrapper")
                .object("attributes", new GoFields("toxics.NoopToxic", "NoopToxic.attributes"))
                .text("name", value -> draft.name = value)
                .text("type", value -> draft.type = value)
                .text("stream", value -> draft.stream = value)
                .float32("toxicity", value -> draft.toxicity = value)
                .decode(body);
        if (Direction.parse(draft.stream).isEmpty()) {
            throw new Refusal(400, "stream was invalid, can be either upstream or downstream");
        }
        ToxicKind kind = ToxicKind.parse(draft.type).orElseThrow(() -> new Refusal(400, "invalid toxic type"));
        String name = draft.name.isEmpty() ? draft.type + "_" + draft.stream : draft.name;
        if (plan.find(proxy, name).isPresent()) {
            throw Refusal.toxicExists();
        }
        Attributes attributes = new Attributes(kind, kind.blank());
        new GoFields("struct { Attributes interface {} \"json:\\\"attributes\\\"\" }", "")
                .object("attributes", attributes.fields())
                .decode(body);
        return plan.add(proxy, name, kind, draft.stream, draft.toxicity, attributes.effect());
    }

    /**
     * Changes attributes and toxicity; other fields are ignored. When it refuses, the attributes that could be decoded are
     * in the plan all the same: Toxiproxy has changed them by then.
     */
    static Toxic patch(Plan plan, Proxy proxy, String name, JsonValue body) throws Refusal {
        Toxic toxic = plan.find(proxy, name).orElseThrow(Refusal::noSuchToxic);
        Attributes attributes = new Attributes(toxic.kind(), toxic.effect());
        Draft draft = new Draft();
        draft.toxicity = toxic.toxicity();
        GoFields fields = new GoFields(PATCH_TYPE, "")
                .object("attributes", attributes.fields())
                .float32("toxicity", value -> draft.toxicity = value);
        try {
            fields.decode(body);
        } catch (Refusal refusal) {
            if (!attributes.effect().equals(toxic.effect())) {
                plan.update(proxy, toxic, toxic.toxicity(), attributes.effect());
            }
            throw refusal;
        }
        return plan.update(proxy, toxic, draft.toxicity, attributes.effect());
    }
}
