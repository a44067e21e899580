package refute.specs.tla.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import refute.specs.tla.trace.Refusal;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.EvalControl;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.coverage.CostModel;
import tlc2.tool.impl.WatchedTool;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.LazyValue;
import tlc2.value.impl.Value;

/** Finds out why an action has no successor: takes the step once more, watched, and looks into the part that came furthest. */
final class Blame implements WatchedTool.Watcher {
    private static final int VALUE_CHARS_MAX = 300;
    /** Definitions within definitions; TLA+ knows recursion. */
    private static final int DEPTH_MAX = 100;

    private final WatchedTool tool;
    private final SourceText source;
    private @Nullable Part furthest;
    private int depth = -1;

    /** A part of the spec, and where it was evaluated. */
    private record Part(SemanticNode node, Context context, TLCState before, TLCState after) {
        Part with(SemanticNode other, Context itsContext) {
            return new Part(other, itsContext, before, after);
        }
    }

    Blame(WatchedTool tool, SourceText source) {
        this.tool = tool;
        this.source = source;
    }

    @Override
    public void isFalse(SemanticNode node, Context context, TLCState before, TLCState after, int itsDepth) {
        if (itsDepth >= depth) {
            depth = itsDepth;
            furthest = new Part(node, context, before, after.copy());
        }
    }

    Refusal of(Action action, TLCState state) {
        String message = "";
        tool.watch(this);
        try {
            tool.getNextStates(action, state);
        } catch (RuntimeException | StackOverflowError e) {
            message = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
        } finally {
            tool.watch(null);
        }
        Part found = furthest;
        if (found == null || !message.isEmpty()) {
            SemanticNode where = found == null ? action.pred : found.node();
            return new Refusal(
                    source.of(where), List.of(), SourceText.place(where), message.isEmpty() ? "it is false" : message);
        }
        Part leaf = found;
        for (int i = 0; i < DEPTH_MAX; i++) {
            Part inner = within(leaf);
            if (inner == null) {
                break;
            }
            leaf = inner;
        }
        return new Refusal(source.of(leaf.node()), operands(leaf), SourceText.place(leaf.node()), "");
    }

    /** The part of a false part because of which it is false; null if that is all of it. */
    private @Nullable Part within(Part part) {
        if (part.node() instanceof LetInNode let) {
            Context context = part.context();
            for (OpDefNode definition : let.getLets()) {
                if (definition.getArity() == 0) {
                    context = context.cons(
                            definition, new LazyValue(definition.getBody(), context, CostModel.DO_NOT_RECORD));
                }
            }
            return part.with(let.getBody(), context);
        }
        if (!(part.node() instanceof OpApplNode application)) {
            return null;
        }
        ExprOrOpArgNode[] arguments = application.getArgs();
        return switch (BuiltInOPs.getOpCode(application.getOperator().getName())) {
            case 0 -> defined(part, application);
            case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land -> firstFalse(part, arguments);
            case ToolGlobals.OPCODE_implies -> part.with(arguments[1], part.context());
            case ToolGlobals.OPCODE_ite ->
                part.with(
                        isFalse(part.with(arguments[0], part.context())) ? arguments[2] : arguments[1], part.context());
            case ToolGlobals.OPCODE_case -> chosen(part, arguments);
            default -> null;
        };
    }

    private @Nullable Part defined(Part part, OpApplNode application) {
        Object value = tool.lookup(application.getOperator(), part.context(), part.before(), false);
        if (value instanceof OpDefNode definition && definition.getBody() != null) {
            Context context = tool.getOpContext(
                    definition,
                    application.getArgs(),
                    part.context(),
                    true,
                    CostModel.DO_NOT_RECORD,
                    tool.toolNumber());
            return part.with(definition.getBody(), context);
        }
        return value instanceof LazyValue lazy ? part.with(lazy.expr, lazy.con) : null;
    }

    private @Nullable Part firstFalse(Part part, ExprOrOpArgNode[] conjuncts) {
        for (ExprOrOpArgNode conjunct : conjuncts) {
            Part one = part.with(conjunct, part.context());
            if (isFalse(one)) {
                return one;
            }
        }
        return null;
    }

    private @Nullable Part chosen(Part part, ExprOrOpArgNode[] pairs) {
        for (ExprOrOpArgNode pair : pairs) {
            ExprOrOpArgNode[] sides = ((OpApplNode) pair).getArgs();
            if (sides[0] == null || !isFalse(part.with(sides[0], part.context()))) {
                return part.with(sides[1], part.context());
            }
        }
        return null;
    }

    private boolean isFalse(Part part) {
        return value(part) instanceof BoolValue truth && !truth.val;
    }

    private @Nullable Value value(Part part) {
        try {
            return tool.eval(
                    part.node(),
                    part.context(),
                    part.before(),
                    part.after(),
                    EvalControl.Clear,
                    CostModel.DO_NOT_RECORD);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private List<Refusal.Operand> operands(Part leaf) {
        List<Refusal.Operand> operands = new ArrayList<>();
        if (leaf.node() instanceof OpApplNode application && application.getArgs().length <= 2) {
            for (ExprOrOpArgNode argument : application.getArgs()) {
                if (argument != null && argument.getKind() != ASTConstants.NumeralKind) {
                    operands.add(new Refusal.Operand(source.of(argument), text(leaf.with(argument, leaf.context()))));
                }
            }
        }
        return operands;
    }

    private String text(Part part) {
        Value value = value(part);
        if (value == null) {
            return "without a value";
        }
        String text = StateTexts.of(value).toString();
        return text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX - 1) + "…";
    }
}
