package tlc2.tool.impl;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tla2sany.semantic.ExternalModuleTable;
import tla2sany.semantic.FrontEnd;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.IActionItemList;
import tlc2.tool.INextStateFunctor;
import tlc2.tool.StateVec;
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
public final class WatchedTool extends QuickTool {
    private @Nullable Watcher watcher;
    private @Nullable Counters counters;
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

    /** Counts from now on what is part of steps. */
    public Counters count() {
        Counters made = new Counters();
        counters = made;
        return made;
    }

    /**
     * How often parts of the spec were part of a step.
     *
     * <p>What TLC has gone into and not left again when it arrives at a successor is what that successor is made of: of a disjunction the one
     * disjunct, of everything else all of it.
     */
    public static final class Counters implements INextStateFunctor {
        private static final int DEPTH_MIN = 256;

        private final int key = FrontEnd.getToolId();
        private SemanticNode[] way = new SemanticNode[DEPTH_MIN];
        private int length;
        private INextStateFunctor successors = new StateVec(0);

        private Counters() {}

        /** Counts that part, from 0 on. */
        public void add(SemanticNode part) {
            part.setToolObject(key, new long[1]);
        }

        /** How often it was part of a step; it has been added. */
        public long of(SemanticNode part) {
            return ((long[]) part.getToolObject(key))[0];
        }

        private void enter(SemanticNode part) {
            if (length == way.length) {
                way = Arrays.copyOf(way, 2 * length);
            }
            way[length++] = part;
        }

        private void arrive() {
            for (int i = 0; i < length; i++) {
                if (way[i].getToolObject(key) instanceof long[] count) {
                    count[0]++;
                }
            }
        }

        @Override
        public Object addElement(TLCState state) {
            arrive();
            return successors.addElement(state);
        }

        @Override
        public Object addElement(TLCState before, Action action, TLCState state) {
            arrive();
            return successors.addElement(before, action, state);
        }
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
        Counters present = counters;
        if (present == null || watcher != null) {
            return getNextStatesImpl(action, pred, acts, c, s0, s1, nss, cm);
        }
        int before = present.length;
        INextStateFunctor counted = nss;
        if (before == 0) {
            present.successors = nss;
            counted = present;
        }
        present.enter(pred);
        try {
            return getNextStatesImpl(action, pred, acts, c, s0, s1, counted, cm);
        } finally {
            present.length = before;
        }
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
            return super.getNextStatesAppl(action, pred, acts, c, s0, s1, nss, cm);
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
        return watcher == null
                ? super.processUnchanged(action, expr, acts, c, s0, s1, nss, cm)
                : processUnchangedImpl(action, expr, acts, c, s0, s1, nss, cm);
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
