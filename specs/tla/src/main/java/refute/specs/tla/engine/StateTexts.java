package refute.specs.tla.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import refute.specs.tla.TlaValue;
import tla2sany.semantic.OpDeclNode;
import tlc2.tool.TLCState;
import tlc2.value.IValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;

/** States and values of TLC as values that others can show. */
final class StateTexts {
    private StateTexts() {}

    static SequencedMap<String, TlaValue> of(TLCState state) {
        SequencedMap<String, TlaValue> values = new LinkedHashMap<>();
        for (OpDeclNode variable : state.getVars()) {
            values.put(variable.getName().toString(), of(state.lookup(variable.getName())));
        }
        return values;
    }

    static TlaValue of(IValue value) {
        value.deepNormalize();
        return switch (value) {
            case Runs.RunsValue log ->
                new TlaValue.Tuple(Runs.of(log).texts().stream()
                        .<TlaValue>map(TlaValue.Atom::new)
                        .toList());
            case TupleValue tuple -> new TlaValue.Tuple(all(tuple.elems));
            case SetEnumValue set -> {
                set.normalize();
                yield new TlaValue.SetOf(all(Arrays.copyOf(set.elems.toArray(), set.elems.size(), Value[].class)));
            }
            case RecordValue record -> {
                SequencedMap<String, TlaValue> fields = new LinkedHashMap<>();
                for (int i = 0; i < record.names.length; i++) {
                    fields.put(record.names[i].toString(), of(record.values[i]));
                }
                yield new TlaValue.Rec(fields);
            }
            case FcnRcdValue function -> function(function);
            default -> TlaValue.parse(value.toString());
        };
    }

    private static TlaValue function(FcnRcdValue function) {
        SequencedMap<TlaValue, TlaValue> pairs = new LinkedHashMap<>();
        for (int i = 0; i < function.values.length; i++) {
            TlaValue key = function.domain == null
                    ? new TlaValue.Atom(Integer.toString(function.intv.low + i))
                    : of(function.domain[i]);
            pairs.put(key, of(function.values[i]));
        }
        return new TlaValue.Function(pairs);
    }

    private static List<TlaValue> all(Value[] values) {
        return Arrays.stream(values).map(StateTexts::of).toList();
    }
}
