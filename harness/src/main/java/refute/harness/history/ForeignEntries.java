package refute.harness.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.Durations;

/**
 * Makes a history of the maps and lines of others, who leave out what they can.
 *
 * <p>Jepsen's nemesis does not invoke: it writes {@code :info} twice for each fault, when it begins and when it has begun. The
 * first becomes an invocation, the second its completion. One that fits neither is passed over, and said: faults are no matter
 * of a verdict.
 *
 * <p>Times that go back by less than {@value #BACK_NANOS_MAX} ns are taken for the time before them, and said; by more they are
 * a problem.
 */
final class ForeignEntries {
    private static final long STEP_NANOS = 1_000;
    /** Old Jepsen wrote times from several threads; by more than this they go back for another reason. */
    static final long BACK_NANOS_MAX = 10_000_000;

    private final boolean independent;
    private final HistoryBuilder builder = new HistoryBuilder();
    private final Fields fields = new Fields();
    private int index = -1;
    private long timeNanos = -STEP_NANOS;
    private int nemesisPassedOver;
    private int timesBack;
    private long backNanosMax;

    ForeignEntries(boolean independent) {
        this.independent = independent;
    }

    BadInput.Collector problems() {
        return builder.problems();
    }

    /** Room for the fields of the next entry; the same each time, empty. */
    Fields fields() {
        fields.clear();
        return fields;
    }

    Reading build() {
        List<String> notes = new ArrayList<>();
        if (nemesisPassedOver > 0) {
            notes.add(nemesisPassedOver + " entries of the nemesis pair with no other and were passed over");
        }
        if (timesBack > 0) {
            notes.add(timesBack + " times go back, by at most " + Durations.print(backNanosMax)
                    + "; the order of the entries counts");
        }
        return new Reading(builder.build(), notes);
    }

    /** Adds the entry with these fields, or says what is wrong with them. */
    void add(Fields entry, Supplier<String> place) {
        int problems = builder.problems().count();
        ProcessId process = process(entry.process, place);
        EntryKind kind = kind(entry.type, place);
        String function = function(entry.function, place);
        int newIndex =
                entry.index == null ? index + 1 : (int) number("index", entry.index, 0, Integer.MAX_VALUE, place);
        long newTime = entry.time == null
                ? timeNanos + STEP_NANOS
                : number("time", entry.time, Long.MIN_VALUE, Long.MAX_VALUE, place);
        long revision =
                entry.revision == null ? 0 : number("revision", entry.revision, Long.MIN_VALUE, Long.MAX_VALUE, place);
        if (builder.problems().count() > problems) {
            return;
        }
        newTime = forward(newTime);
        @Nullable Entry open = builder.openOf(process.number());
        if (process.isNemesis()) {
            if (open != null && !open.function().equals(function)) {
                nemesisPassedOver++;
                return;
            }
            kind = kind == EntryKind.INFO && open == null ? EntryKind.INVOKE : kind;
            if ((kind == EntryKind.INVOKE) != (open == null)) {
                nemesisPassedOver++;
                return;
            }
        }
        Value key = entry.key != null ? entry.key : open != null && kind.isCompletion() ? open.key() : Value.NIL;
        Value value = entry.value;
        if (independent && !process.isNemesis()) {
            if (value instanceof Value.Vec pair && pair.items().size() == 2) {
                key = pair.items().get(0);
                value = pair.items().get(1);
            } else if (kind == EntryKind.INVOKE) {
                builder.problems().add(place.get(), "its value " + value + " is no pair [key value]");
            }
        }
        boolean completes = kind.isCompletion();
        String error = completes ? text(entry.error) : "";
        builder.add(
                new Entry(newIndex, newTime, process, kind, function, key, value, completes ? revision : 0, error),
                place);
        index = newIndex;
        timeNanos = newTime;
    }

    /** The order of the entries counts: a time that is a little before the last one is taken for the same. */
    private long forward(long time) {
        long back = timeNanos - time;
        if (index < 0 || back <= 0 || back >= BACK_NANOS_MAX) {
            return time;
        }
        timesBack++;
        backNanosMax = Math.max(backNanosMax, back);
        return timeNanos;
    }

    private ProcessId process(@Nullable Value value, Supplier<String> place) {
        if (value instanceof Value.Int number && number.number() >= 0 && number.number() <= Integer.MAX_VALUE) {
            return new ProcessId((int) number.number());
        }
        if (value != null && text(value).equals("nemesis")) {
            return ProcessId.NEMESIS;
        }
        problem(place, value == null ? "has no :process" : ":process " + shown(value) + " is no process");
        return ProcessId.NEMESIS;
    }

    private EntryKind kind(@Nullable Value value, Supplier<String> place) {
        if (value == null) {
            problem(place, "has no :type");
            return EntryKind.INFO;
        }
        return switch (text(value)) {
            case "invoke" -> EntryKind.INVOKE;
            case "ok" -> EntryKind.OK;
            case "fail" -> EntryKind.FAIL;
            case "info" -> EntryKind.INFO;
            default -> {
                problem(place, ":type " + shown(value) + " is none of :invoke, :ok, :fail, :info");
                yield EntryKind.INFO;
            }
        };
    }

    private String function(@Nullable Value value, Supplier<String> place) {
        String function = value == null ? "" : text(value);
        if (function.isEmpty()) {
            problem(place, "has no :f");
        }
        return function;
    }

    private long number(String field, Value value, long least, long greatest, Supplier<String> place) {
        if (value instanceof Value.Int whole && whole.number() >= least && whole.number() <= greatest) {
            return whole.number();
        }
        problem(place, ":" + field + " " + shown(value) + " is no " + field);
        return 0;
    }

    private void problem(Supplier<String> place, String what) {
        builder.problems().add(place.get(), what);
    }

    private static String shown(Value value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** The words of a value: of a text or keyword itself, of nothing none, else as EDN. */
    private static String text(Value value) {
        return switch (value) {
            case Value.Nil nil -> "";
            case Value.Text text -> text.text();
            case Value.Keyword keyword -> keyword.name();
            default -> value.toString();
        };
    }

    /** What an entry says of itself. */
    static final class Fields {
        private @Nullable Value process;
        private @Nullable Value type;
        private @Nullable Value function;
        private @Nullable Value index;
        private @Nullable Value time;
        private @Nullable Value key;
        private @Nullable Value revision;
        private Value value = Value.NIL;
        private Value error = Value.NIL;

        private void clear() {
            process = null;
            type = null;
            function = null;
            index = null;
            time = null;
            key = null;
            revision = null;
            value = Value.NIL;
            error = Value.NIL;
        }

        /** Keeps the field if it is one that counts. */
        void set(String field, Value newValue) {
            switch (field) {
                case "process" -> process = newValue;
                case "type" -> type = newValue;
                case "f" -> function = newValue;
                case "index" -> index = newValue.equals(Value.NIL) ? null : newValue;
                case "time" -> time = newValue.equals(Value.NIL) ? null : newValue;
                case "key" -> key = newValue;
                case "revision" -> revision = newValue;
                case "value" -> value = newValue;
                case "error" -> error = newValue;
                default -> {
                    // Others add fields of their own: nodes, exceptions, debugging.
                }
            }
        }
    }
}
