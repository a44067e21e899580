package refute.specs.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.linear.Linearization;
import refute.specs.model.FailedCas;
import refute.specs.model.Models;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one certificate, once. */
final class CertificateReader {
    private static final int[] NONE = {};

    private final JsonParser json;
    private final String name;
    private int version;
    private String history = "";
    private String format = "";
    private boolean independent;
    private String model = "";
    private Value initial = Value.NIL;
    private String failedCas = "";
    private String verdict = "";
    private @Nullable List<Linearization> orders;
    private Certificate.@Nullable Invalid witness;

    CertificateReader(JsonParser json, String name) {
        this.json = json;
        this.name = name;
    }

    Certificate read() {
        expect(JsonToken.START_OBJECT, json.nextToken());
        for (String field = nextName(); field != null; field = nextName()) {
            switch (field) {
                case "version" -> version = json.nextIntValue(0);
                case "history" -> history = text();
                case "format" -> format = text();
                case "independent" -> independent = truth();
                case "model" -> model = text();
                case "initial" -> initial = value();
                case "failed-cas" -> failedCas = text();
                case "verdict" -> verdict = text();
                case "orders" -> orders = orders();
                case "witness" -> witness = witness();
                default -> throw problem("has an unknown field " + field);
            }
        }
        if (version != CertificateFile.VERSION) {
            throw problem("has version " + version + "; this Refute reads version " + CertificateFile.VERSION);
        }
        Certificate.Source source = new Certificate.Source(history, format, independent);
        return new Certificate(source, model, new Models.Choice(initial, convention()), claim());
    }

    private Certificate.Claim claim() {
        if (verdict.equals("valid") && orders != null) {
            return new Certificate.Valid(orders);
        }
        if (verdict.equals("invalid") && witness != null) {
            return witness;
        }
        throw problem("proves neither valid (by orders) nor invalid (by a witness)");
    }

    private FailedCas convention() {
        return Arrays.stream(FailedCas.values())
                .filter(one -> one.word().equals(failedCas))
                .findFirst()
                .orElseThrow(() -> problem("has no failed-cas that is known: '" + failedCas + "'"));
    }

    private List<Linearization> orders() {
        expect(JsonToken.START_ARRAY, json.nextToken());
        List<Linearization> read = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.START_OBJECT, json.currentToken());
            Value key = Value.NIL;
            int[] order = NONE;
            for (String field = nextName(); field != null; field = nextName()) {
                switch (field) {
                    case "key" -> key = value();
                    case "order" -> order = numbers();
                    default -> throw problem("has an order with an unknown field " + field);
                }
            }
            read.add(new Linearization(key, order));
        }
        return read;
    }

    private Certificate.Invalid witness() {
        expect(JsonToken.START_OBJECT, json.nextToken());
        Value key = Value.NIL;
        int[] operations = NONE;
        int stuck = -1;
        boolean minimal = false;
        for (String field = nextName(); field != null; field = nextName()) {
            switch (field) {
                case "key" -> key = value();
                case "operations" -> operations = numbers();
                case "stuck" -> stuck = json.nextIntValue(-1);
                case "minimal" -> minimal = truth();
                default -> throw problem("has a witness with an unknown field " + field);
            }
        }
        return new Certificate.Invalid(key, Arrays.stream(operations).boxed().toList(), stuck, minimal);
    }

    private int[] numbers() {
        expect(JsonToken.START_ARRAY, json.nextToken());
        int[] numbers = new int[16];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.VALUE_NUMBER_INT, json.currentToken());
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count + (count >> 1));
            }
            numbers[count++] = json.getIntValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private @Nullable String nextName() {
        JsonToken token = json.nextToken();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        expect(JsonToken.PROPERTY_NAME, token);
        return json.currentName();
    }

    private String text() {
        expect(JsonToken.VALUE_STRING, json.nextToken());
        return json.getString();
    }

    private Value value() {
        return HistoryNotation.value(name, text());
    }

    private boolean truth() {
        JsonToken token = json.nextToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw problem("true or false expected");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private void expect(JsonToken wanted, @Nullable JsonToken found) {
        if (found != wanted) {
            throw problem(wanted + " expected, not " + found);
        }
    }

    private BadInput problem(String what) {
        var at = json.currentLocation();
        return new BadInput(name + ":" + at.getLineNr() + ":" + at.getColumnNr(), what, "");
    }
}
