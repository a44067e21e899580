package tlc2.tool.impl;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.FrontEnd;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.StringNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.Action;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.EvalControl;
import tlc2.tool.INextStateFunctor;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.coverage.CostModel;
import tlc2.util.Context;
import tlc2.value.IValue;
import tlc2.value.impl.Applicable;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.FcnLambdaValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.LazyValue;
import tlc2.value.impl.OpValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.FilenameToStream;
import util.UniqueString;

/**
 * TLC's evaluator with shorter ways through what the steps of a trace are mostly made of. TLC's own ways lead through one method of six thousand bytes,
 * which the virtual machine compiles badly, and look up each name in a list of all that is bound.
 *
 * <p>Each of them ends where TLC's own way does, or leaves the expression to it: in particular whatever is not of the kind that it ought to be,
 * of which TLC has more to say. The tests compare whole traces with stock TLC, which knows nothing of this class.
 */
abstract class QuickTool extends Tool {
    /** Stands at an expression of which nothing is known that helps. */
    private static final Object PLAIN = new Object();

    /** Under which this class keeps what it knows at the parts of the spec. */
    private final int known = FrontEnd.getToolId();

    /** Stands at what the spec itself declares or defines, for which nothing can be bound or substituted. */
    private static final Object OWN = new Object();

    QuickTool(String module, String model, FilenameToStream resolver) {
        super(module, model, resolver);
        ModuleNode root = getSpecProcessor().getRootModule();
        for (SymbolNode variable : root.getVariableDecls()) {
            variable.setToolObject(known, OWN);
        }
        for (SymbolNode definition : root.getOpDefs()) {
            definition.setToolObject(known, OWN);
        }
    }

    private boolean isOwn(SymbolNode symbol) {
        return symbol.getToolObject(known) == OWN;
    }

    /** A CASE each of whose guards compares the same expression with a text. */
    private record Switch(ExprOrOpArgNode on, Map<UniqueString, SemanticNode> arms) {}

    /** An action of the spec itself, and the arm of a CASE over texts, are gone into at once. */
    @Override
    protected TLCState getNextStatesAppl(
            Action action,
            OpApplNode pred,
            ActionItemList acts,
            Context c,
            TLCState s0,
            TLCState s1,
            INextStateFunctor nss,
            CostModel cm) {
        if (pred.getOperator() instanceof OpDefNode definition && isOwn(definition)) {
            ExprNode body = ownBody(definition);
            if (body != null && body.getToolObject(toolId) == null) {
                return getNextStates(action, body, acts, contextOf(definition, pred.getArgs(), c, cm), s0, s1, nss, cm);
            }
        }
        SemanticNode arm = arm(pred, c, s0, s1, cm);
        return arm == null
                ? getNextStatesApplImpl(action, pred, acts, c, s0, s1, nss, cm)
                : getNextStates(action, arm, acts, c, s0, s1, nss, cm);
    }

    /** The arm that is taken of a CASE over texts; nothing if it is none. */
    private @Nullable SemanticNode arm(OpApplNode pred, Context c, TLCState s0, TLCState s1, CostModel cm) {
        if (BuiltInOPs.getOpCode(pred.getOperator().getName()) != ToolGlobals.OPCODE_case) {
            return null;
        }
        Object found = pred.getToolObject(known);
        if (found == null) {
            found = toSwitch(pred);
            pred.setToolObject(known, found);
        }
        return found instanceof Switch one
                        && eval(one.on(), c, s0, s1, EvalControl.Clear, cm) instanceof StringValue text
                ? one.arms().get(text.getVal())
                : null;
    }

    private static Object toSwitch(OpApplNode choice) {
        ExprOrOpArgNode on = null;
        Map<UniqueString, SemanticNode> arms = new HashMap<>();
        for (ExprOrOpArgNode argument : choice.getArgs()) {
            ExprOrOpArgNode[] pair = ((OpApplNode) argument).getArgs();
            if (pair[0] == null) {
                // What is in no other arm is left to TLC.
                continue;
            }
            if (!(pair[0] instanceof OpApplNode guard)
                    || BuiltInOPs.getOpCode(guard.getOperator().getName()) != ToolGlobals.OPCODE_eq
                    || !(guard.getArgs()[1] instanceof StringNode text)
                    || (on != null && !isSameField(on, guard.getArgs()[0]))) {
                return PLAIN;
            }
            on = guard.getArgs()[0];
            arms.putIfAbsent(text.getRep(), pair[1]);
        }
        return on == null ? PLAIN : new Switch(on, arms);
    }

    /** Whether both are the same field of the same parameter. */
    private static boolean isSameField(ExprOrOpArgNode one, ExprOrOpArgNode other) {
        return one instanceof OpApplNode first
                && other instanceof OpApplNode second
                && BuiltInOPs.getOpCode(first.getOperator().getName()) == ToolGlobals.OPCODE_rs
                && first.getOperator().equals(second.getOperator())
                && first.getArgs()[0] instanceof OpApplNode of
                && second.getArgs()[0] instanceof OpApplNode otherOf
                && of.getArgs().length == 0
                && of.getOperator().equals(otherOf.getOperator())
                && first.getArgs()[1] instanceof StringNode field
                && second.getArgs()[1] instanceof StringNode otherField
                && field.getRep().equals(otherField.getRep());
    }

    /** All but the last of several unchanged variables at once, where TLC goes one deeper for each. */
    @Override
    protected TLCState processUnchanged(
            Action action,
            SemanticNode expr,
            ActionItemList acts,
            Context c,
            TLCState s0,
            TLCState s1,
            INextStateFunctor nss,
            CostModel cm) {
        Object found = expr.getToolObject(known);
        if (found == null) {
            found = toVariables(expr);
            expr.setToolObject(known, found);
        }
        if (!(found instanceof ExprOrOpArgNode[] several)) {
            return processUnchangedImpl(action, expr, acts, c, s0, s1, nss, cm);
        }
        int last = several.length - 1;
        long bound = 0;
        boolean same = true;
        for (int i = 0; i < last && same; i++) {
            UniqueString name = ((OpApplNode) several[i]).getOperator().getName();
            IValue before = s0.lookup(name);
            IValue after = s1.lookup(name);
            if (after == null) {
                s1.bind(name, before);
                bound |= 1L << i;
            } else {
                same = before.equals(after);
            }
        }
        TLCState result = same ? processUnchangedImpl(action, several[last], acts, c, s0, s1, nss, cm) : s1;
        for (int i = 0; i < last; i++) {
            if ((bound & 1L << i) != 0) {
                result.unbind(((OpApplNode) several[i]).getOperator().getName());
            }
        }
        return result;
    }

    private Object toVariables(SemanticNode expr) {
        if (!(expr instanceof OpApplNode application)) {
            return PLAIN;
        }
        if (application.getOperator() instanceof OpDefNode definition
                && definition.getArity() == 0
                && definition.getToolObject(toolId) == null
                && definition.getBody() != null) {
            return toVariables(definition.getBody());
        }
        ExprOrOpArgNode[] arguments = application.getArgs();
        boolean several = BuiltInOPs.getOpCode(application.getOperator().getName()) == ToolGlobals.OPCODE_tup
                && arguments.length > 1
                && arguments.length < Long.SIZE;
        for (ExprOrOpArgNode argument : arguments) {
            several &= argument instanceof OpApplNode one
                    && one.getOperator().getKind() == ASTConstants.VariableDeclKind
                    && isOwn(one.getOperator());
        }
        return several ? arguments : PLAIN;
    }

    @Override
    protected Value evalAppl(OpApplNode expr, Context c, TLCState s0, TLCState s1, int control, CostModel cm) {
        Value value = EvalControl.isEnabled(control) || EvalControl.isPrimed(control) || s0 == null
                ? null
                : quick(expr, c, s0, s1, control, cm);
        return value == null ? evalApplImpl(expr, c, s0, s1, control, cm) : value;
    }

    private @Nullable Value quick(OpApplNode expr, Context c, TLCState s0, TLCState s1, int control, CostModel cm) {
        ExprOrOpArgNode[] args = expr.getArgs();
        SymbolNode operator = expr.getOperator();
        return switch (BuiltInOPs.getOpCode(operator.getName())) {
            case 0 -> named(operator, args, c, s0, s1, control, cm);
            case ToolGlobals.OPCODE_rs ->
                eval(args[0], c, s0, s1, control, cm) instanceof RecordValue record
                        ? record.select((Value) args[1].getToolObject(toolId))
                        : null;
            case ToolGlobals.OPCODE_prime -> s1 == null ? null : primed(args[0], c, s1, control, cm);
            case ToolGlobals.OPCODE_fa -> args.length == 2 ? applied(args, c, s0, s1, control, cm) : null;
            case ToolGlobals.OPCODE_eq ->
                eval(args[0], c, s0, s1, control, cm).equals(eval(args[1], c, s0, s1, control, cm))
                        ? BoolValue.ValTrue
                        : BoolValue.ValFalse;
            case ToolGlobals.OPCODE_cl -> all(args, c, s0, s1, control, cm);
            default -> null;
        };
    }

    /** Within a prime there is no later state: TLC itself says so with none at all. */
    @SuppressWarnings("NullAway")
    private Value primed(ExprOrOpArgNode expr, Context c, TLCState s1, int control, CostModel cm) {
        return eval(expr, c, s1, null, control, cm);
    }

    private @Nullable Value applied(
            ExprOrOpArgNode[] args, Context c, TLCState s0, TLCState s1, int control, CostModel cm) {
        Value function = eval(args[0], c, s0, s1, EvalControl.setKeepLazy(control), cm);
        return function instanceof FcnRcdValue
                        || function instanceof FcnLambdaValue
                        || function instanceof TupleValue
                        || function instanceof RecordValue
                ? ((Applicable) function).apply(eval(args[1], c, s0, s1, control, cm), control)
                : null;
    }

    private @Nullable Value all(
            ExprOrOpArgNode[] conjuncts, Context c, TLCState s0, TLCState s1, int control, CostModel cm) {
        for (ExprOrOpArgNode conjunct : conjuncts) {
            if (!(eval(conjunct, c, s0, s1, control, cm) instanceof BoolValue truth)) {
                return null;
            }
            if (!truth.val) {
                return BoolValue.ValFalse;
            }
        }
        return BoolValue.ValTrue;
    }

    private @Nullable Value named(
            SymbolNode operator,
            ExprOrOpArgNode[] args,
            Context c,
            TLCState s0,
            TLCState s1,
            int control,
            CostModel cm) {
        return switch (operator.getKind()) {
            case ASTConstants.VariableDeclKind -> isOwn(operator) ? (Value) s0.lookup(operator.getName()) : null;
            case ASTConstants.FormalParamKind -> args.length == 0 ? bound(c.lookup(operator), s1) : null;
            case ASTConstants.UserDefinedOpKind ->
                isOwn(operator) ? defined((OpDefNode) operator, args, c, s0, s1, control, cm) : null;
            default -> null;
        };
    }

    private static @Nullable Value bound(Object found, TLCState s1) {
        Object value = found;
        if (found instanceof LazyValue lazy) {
            value = s1 == null || lazy.isUncachable() ? null : lazy.getValue();
        }
        return value instanceof Value plain && !(plain instanceof OpValue) ? plain : null;
    }

    private @Nullable Value defined(
            OpDefNode operator,
            ExprOrOpArgNode[] args,
            Context c,
            TLCState s0,
            TLCState s1,
            int control,
            CostModel cm) {
        ExprNode body = ownBody(operator);
        Object instead = body == null ? operator.getToolObject(toolId) : body.getToolObject(toolId);
        if (body != null && instead == null) {
            return eval(body, contextOf(operator, args, c, cm), s0, s1, control, cm);
        }
        return instead instanceof OpValue override && args.length > 0
                ? override.eval(this, args, c, s0, s1, control, cm)
                : null;
    }

    /** The body of a definition that no other has taken the place of; it may have a method instead. */
    private @Nullable ExprNode ownBody(OpDefNode definition) {
        ExprNode body = definition.getToolObject(toolId) == null ? definition.getBody() : null;
        return body == null || body.getKind() == ASTConstants.SubstInKind ? null : body;
    }

    /** As TLC's own, but what is an argument in turn is handed on as it is. */
    private Context contextOf(OpDefNode definition, ExprOrOpArgNode[] args, Context c, CostModel cm) {
        FormalParamNode[] formals = definition.getParams();
        Context all = c;
        for (int i = 0; i < args.length; i++) {
            Object value = args[i] instanceof OpApplNode one
                            && one.getArgs().length == 0
                            && one.getOperator().getKind() == ASTConstants.FormalParamKind
                    ? c.lookup(one.getOperator())
                    : null;
            all = all.cons(formals[i], value == null ? getVal(args[i], c, true, cm, toolId) : value);
        }
        return all;
    }
}
