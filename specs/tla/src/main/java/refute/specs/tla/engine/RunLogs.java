package refute.specs.tla.engine;

import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.Value;
import tlc2.value.impl.ValueVec;
import util.UniqueString;

/**
 * Some operators of the modules RaftLogs, Raft and EtcdRaft, on logs written as runs of equal entries. In the specs an entry is its term and
 * what it does to the members, so that a log of a million entries has about as many runs as there were leaders; and each of these operators
 * costs as much as there are runs, where the definition in the module costs as much as there are entries.
 *
 * <p>The definitions in the modules are their twins: the tests compare both on all small logs, and stock TLC, which knows nothing of this
 * class, judges the same traces.
 */
public final class RunLogs {
    private static final UniqueString TERM = UniqueString.uniqueStringOf("term");
    private static final UniqueString KIND = UniqueString.uniqueStringOf("kind");
    private static final UniqueString FROM = UniqueString.uniqueStringOf("from");
    private static final UniqueString UP_TO = UniqueString.uniqueStringOf("upTo");
    private static final UniqueString AGREED = UniqueString.uniqueStringOf("agreed");

    private RunLogs() {}

    // The names of these methods are those of the operators.

    public static Value Length(Value log) {
        return IntValue.gen(Runs.of(log).length());
    }

    public static Value TermAt(Value log, Value index) {
        int at = number(index);
        return at == 0 ? IntValue.gen(0) : Runs.of(log).term(at);
    }

    public static Value LastTerm(Value log) {
        Runs runs = Runs.of(log);
        return runs.length() == 0 ? IntValue.gen(0) : runs.term(runs.length());
    }

    public static Value Extended(Value log, Value entry) {
        RecordValue record = (RecordValue) entry.toRcd();
        int term = record.names[0] == TERM ? 0 : 1;
        return Runs.of(log)
                .with(1, record.values[term], record.values[1 - term])
                .value();
    }

    public static Value Prefix(Value log, Value index) {
        return Runs.of(log).prefix(number(index)).value();
    }

    public static Value Common(Value one, Value other) {
        return IntValue.gen(Runs.of(one).common(Runs.of(other)));
    }

    public static Value Spliced(Value own, Value from, Value previous, Value upTo) {
        Runs mine = Runs.of(own);
        Runs whole = Runs.of(from).prefix(number(upTo));
        int before = number(previous);
        // What comes before that place need not agree, as far as this operator knows.
        Runs spliced =
                mine.common(whole) >= before ? whole : mine.prefix(before).followedBy(whole, before);
        return mine.common(spliced) == spliced.length() ? own : spliced.value();
    }

    public static Value LastChange(Value log) {
        return IntValue.gen(Runs.of(log).lastChange());
    }

    public static Value VotersIn(Value log, Value first) {
        Runs runs = Runs.of(log);
        int at = runs.lastChange();
        return at == 0 ? first : runs.change(at);
    }

    public static Value NextChange(Value log, Value index) {
        return IntValue.gen(Runs.of(log).nextChange(number(index)));
    }

    public static Value ChangeAt(Value log, Value index) {
        return Runs.of(log).change(number(index));
    }

    /** Sets of messages: in order, so that one more finds its place without the others being looked at again. */
    public static Value With(Value messages, Value added) {
        SetEnumValue known = (SetEnumValue) messages.toSetEnum();
        SetEnumValue more = (SetEnumValue) added.toSetEnum();
        known.normalize();
        more.normalize();
        SetEnumValue all = known;
        for (int i = 0; i < more.elems.size(); i++) {
            all = with(all, (RecordValue) more.elems.elementAt(i).toRcd());
        }
        return all;
    }

    private static SetEnumValue with(SetEnumValue known, RecordValue message) {
        boolean agreed = isAgreed(message);
        int size = known.elems.size();
        ValueVec kept = new ValueVec(size + 1);
        boolean placed = false;
        for (int i = 0; i < size; i++) {
            RecordValue other = (RecordValue) known.elems.elementAt(i).toRcd();
            if (agreed && isAgreed(other) && isOfSameNodeAndTerm(message, other)) {
                if (number(field(other, UP_TO)) >= number(field(message, UP_TO))) {
                    return known;
                }
                continue;
            }
            if (!placed) {
                int order = message.compareTo(other);
                if (order == 0) {
                    return known;
                }
                if (order < 0) {
                    kept.addElement(message);
                    placed = true;
                }
            }
            kept.addElement(other);
        }
        if (!placed) {
            kept.addElement(message);
        }
        return new SetEnumValue(kept, true);
    }

    public static Value Telling(Value messages, Value term, Value index) {
        SetEnumValue known = (SetEnumValue) messages.toSetEnum();
        int least = number(index);
        ValueVec nodes = new ValueVec();
        for (int i = 0; i < known.elems.size(); i++) {
            RecordValue message = (RecordValue) known.elems.elementAt(i).toRcd();
            if (isAgreed(message)
                    && number(field(message, TERM)) == number(term)
                    && number(field(message, UP_TO)) >= least) {
                nodes.addElement(field(message, FROM));
            }
        }
        return new SetEnumValue(nodes, false).normalize();
    }

    private static boolean isAgreed(RecordValue message) {
        return ((StringValue) field(message, KIND)).val == AGREED;
    }

    private static boolean isOfSameNodeAndTerm(RecordValue one, RecordValue other) {
        return number(field(one, TERM)) == number(field(other, TERM))
                && field(one, FROM).equals(field(other, FROM));
    }

    static Value field(RecordValue record, UniqueString name) {
        for (int i = 0; i < record.names.length; i++) {
            if (record.names[i] == name) {
                return record.values[i];
            }
        }
        throw new IllegalStateException("no field " + name + " in " + record);
    }

    private static int number(Value value) {
        return ((IntValue) value).val;
    }
}
