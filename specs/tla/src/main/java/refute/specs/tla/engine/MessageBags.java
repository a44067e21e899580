package refute.specs.tla.engine;

import java.util.Arrays;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.Value;
import tlc2.value.impl.ValueVec;
import util.UniqueString;

/**
 * The operators of EtcdRaftStep on bags of messages. A bag is a function from messages to how often each is there, in order, so that a message
 * is found by halving, and put in or taken out by copying what is there; the definitions in the module look at each message again.
 *
 * <p>As of {@link RunLogs}, the definitions are twins, and stock TLC uses them.
 */
public final class MessageBags {
    private static final UniqueString TO = UniqueString.uniqueStringOf("to");
    private static final UniqueString TERM = UniqueString.uniqueStringOf("term");

    private MessageBags() {}

    // The names of these methods are those of the operators.

    public static Value Times(Value bag, Value message) {
        FcnRcdValue all = bag(bag);
        int at = Arrays.binarySearch(all.domain, message, Value::compareTo);
        return at < 0 ? IntValue.gen(0) : all.values[at];
    }

    public static Value More(Value bag, Value message) {
        return with(bag(bag), message, 1);
    }

    public static Value Less(Value bag, Value message) {
        return with(bag(bag), message, -1);
    }

    public static Value Both(Value bag, Value other) {
        FcnRcdValue all = bag(bag);
        FcnRcdValue more = bag(other);
        for (int i = 0; i < more.domain.length; i++) {
            all = with(all, more.domain[i], ((IntValue) more.values[i]).val);
        }
        return all;
    }

    public static Value Current(Value bag, Value node, Value term) {
        FcnRcdValue all = bag(bag);
        ValueVec messages = new ValueVec(all.domain.length);
        ValueVec times = new ValueVec(all.domain.length);
        for (int i = 0; i < all.domain.length; i++) {
            RecordValue message = (RecordValue) all.domain[i];
            boolean isOld = ((StringValue) RunLogs.field(message, TO)).val == ((StringValue) node).val
                    && ((IntValue) RunLogs.field(message, TERM)).val < ((IntValue) term).val;
            if (!isOld) {
                messages.addElement(message);
                times.addElement(all.values[i]);
            }
        }
        return new FcnRcdValue(array(messages), array(times), true);
    }

    private static Value[] array(ValueVec values) {
        Value[] array = new Value[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.elementAt(i);
        }
        return array;
    }

    private static FcnRcdValue with(FcnRcdValue all, Value message, int more) {
        int at = Arrays.binarySearch(all.domain, message, Value::compareTo);
        int times = (at < 0 ? 0 : ((IntValue) all.values[at]).val) + more;
        if (times < 0) {
            throw new IllegalArgumentException("the bag has no " + message);
        }
        if (at >= 0 && times > 0) {
            Value[] values = all.values.clone();
            values[at] = IntValue.gen(times);
            return new FcnRcdValue(all.domain, values, true);
        }
        int place = at < 0 ? -at - 1 : at;
        int inserted = at < 0 ? 1 : 0;
        Value[] domain = new Value[all.domain.length + (at < 0 ? 1 : -1)];
        Value[] values = new Value[domain.length];
        int after = all.domain.length - place - 1 + inserted;
        System.arraycopy(all.domain, 0, domain, 0, place);
        System.arraycopy(all.values, 0, values, 0, place);
        System.arraycopy(all.domain, place + 1 - inserted, domain, place + inserted, after);
        System.arraycopy(all.values, place + 1 - inserted, values, place + inserted, after);
        if (at < 0) {
            domain[place] = message;
            values[place] = IntValue.gen(times);
        }
        return new FcnRcdValue(domain, values, true);
    }

    private static FcnRcdValue bag(Value value) {
        FcnRcdValue bag = (FcnRcdValue) value.toFcnRcd();
        bag.normalize();
        return bag.domain == null ? new FcnRcdValue(new Value[0], new Value[0], true) : bag;
    }
}
