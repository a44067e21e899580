package tlc2.tool.impl;

import org.jspecify.annotations.Nullable;
import tla2sany.semantic.ExternalModuleTable;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.IActionItemList;
import tlc2.tool.INextStateFunctor;
import tlc2.tool.TLCState;
import tlc2.tool.coverage.CostModel;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.Value;
import util.FilenameToStream;

/**
 * TLC's evaluator, which tells a watcher, while there is one, which conjuncts were found false.
 *
 * <p>TLC makes successors in continuation-passing style: the conjuncts that hold nest, each inside of the one before it. So whoever fails
 * deepest inside came furthest.
 *
 * <p>It lives in TLC's package, as TLC keeps the types of these methods to itself.
 */
public final class WatchedTool extends Tool {
    private @Nullable Watcher watcher;
    private int depth;
    private int evaluations;
    private long entered;

    /** Is told what was found false. */
    public interface Watcher {
        /**
         * A part was found false.
         *
         * @param depth how many others around it hold
         */
        void isFalse(SemanticNode part, Context context, TLCState before, TLCState after, int depth);
    }

    public WatchedTool(String module, String model, FilenameToStream resolver) {
        super(module, model, resolver);
    }

    public void watch(@Nullable Watcher newWatcher) {
        watcher = newWatcher;
        depth = 0;
        evaluations = 0;
    }

    /** Under which TLC keeps what it knows at the parts of the spec. */
    public int toolNumber() {
        return toolId;
    }

    public ExternalModuleTable modules() {
        return getSpecProcessor().getModuleTbl();
    }

    /** The definition of that name in the root module. */
    public OpDefNode definition(String name) {
        ModuleNode root = getSpecProcessor().getRootModule();
        OpDefNode found = root.getOpDef(name);
        if (found == null) {
            throw new IllegalStateException(root.getName() + " does not define " + name);
        }
        return found;
    }

    @Override
    protected TLCState getNextStates(
            Action action,
            SemanticNode pred,
            ActionItemList acts,
            Context c,
            TLCState s0,
            TLCState s1,
            INextStateFunctor nss,
            CostModel cm) {
        entered++;
        return getNextStatesImpl(action, pred, acts, c, s0, s1, nss, cm);
    }

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
        Watcher present = watcher;
        if (present == null) {
            return getNextStatesApplImpl(action, pred, acts, c, s0, s1, nss, cm);
        }
        depth++;
        long before = ++entered;
        try {
            TLCState result = getNextStatesApplImpl(action, pred, acts, c, s0, s1, nss, cm);
            if (entered == before) {
                present.isFalse(pred, c, s0, s1, depth);
            }
            return result;
        } finally {
            depth--;
        }
    }

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
        entered++;
        return processUnchangedImpl(action, expr, acts, c, s0, s1, nss, cm);
    }

    @Override
    public Value eval(SemanticNode expr, Context c, TLCState s0, TLCState s1, int control, CostModel cm) {
        Watcher present = watcher;
        if (present == null) {
            return evalImpl(expr, c, s0, s1, control, cm);
        }
        evaluations++;
        try {
            Value value = evalImpl(expr, c, s0, s1, control, cm);
            if (evaluations == 1 && value instanceof BoolValue truth && !truth.val) {
                entered++;
                present.isFalse(expr, c, s0, s1, depth);
            }
            return value;
        } finally {
            evaluations--;
        }
    }

    @Override
    protected Value evalAppl(OpApplNode expr, Context c, TLCState s0, TLCState s1, int control, CostModel cm) {
        return evalApplImpl(expr, c, s0, s1, control, cm);
    }

    @Override
    protected Value setSource(SemanticNode expr, Value value) {
        return value;
    }

    @Override
    public TLCState enabled(
            SemanticNode pred, IActionItemList acts, Context c, TLCState s0, TLCState s1, CostModel cm) {
        return enabledImpl(pred, (ActionItemList) acts, c, s0, s1, cm);
    }

    @Override
    protected TLCState enabledAppl(
            OpApplNode pred, ActionItemList acts, Context c, TLCState s0, TLCState s1, CostModel cm) {
        return enabledApplImpl(pred, acts, c, s0, s1, cm);
    }

    @Override
    protected TLCState enabledUnchanged(
            SemanticNode expr, ActionItemList acts, Context c, TLCState s0, TLCState s1, CostModel cm) {
        return enabledUnchangedImpl(expr, acts, c, s0, s1, cm);
    }
}
