package refute.specs.tla.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import refute.specs.tla.trace.SpecCoverage;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.WatchedTool;

/**
 * Counts of which parts of the spec steps are made. What can be counted is looked up once, from the definition of {@code Step} and from that
 * of {@code Next}; what is on TLC's way when it arrives at a successor is part of that step.
 */
final class StepCoverage {
    private static final String NEXT = "Next";
    /** {@code XOf} is {@code X} with its choices given. */
    private static final String GIVEN = "Of";

    private static final int TEXT_CHARS_MAX = 80;

    private final WatchedTool.Counters counters;
    private final List<String> actions;
    private final SequencedMap<String, SemanticNode> bodies;
    private final SequencedMap<SemanticNode, String> branches;
    private final SourceText source;

    private StepCoverage(WatchedTool.Counters counters, List<String> actions, Walk walk, SourceText source) {
        this.counters = counters;
        this.actions = actions;
        this.bodies = walk.bodies;
        this.branches = walk.branches;
        this.source = source;
    }

    static StepCoverage of(WatchedTool tool, OpDefNode step, String spec, SourceText source) {
        Walk next = new Walk(spec);
        OpDefNode all = tool.definition(NEXT);
        next.walk(all.getBody(), NEXT);
        Set<String> actions = new LinkedHashSet<>(next.callees.getOrDefault(NEXT, Set.of()));
        Walk steps = new Walk(spec);
        steps.walk(step.getBody(), step.getName().toString());
        WatchedTool.Counters counters = tool.count();
        steps.bodies.values().forEach(counters::add);
        steps.branches.keySet().forEach(counters::add);
        return new StepCoverage(counters, List.copyOf(actions), steps, source);
    }

    SpecCoverage told() {
        List<SpecCoverage.Action> toldActions = new ArrayList<>();
        for (String action : actions) {
            long steps = 0;
            boolean told = false;
            for (String name : List.of(action, action + GIVEN)) {
                SemanticNode body = bodies.get(name);
                if (body != null) {
                    told = true;
                    // The one calls the other, or only one of them is called.
                    steps = Math.max(steps, counters.of(body));
                }
            }
            toldActions.add(new SpecCoverage.Action(action, steps, told));
        }
        List<SpecCoverage.Branch> toldBranches = new ArrayList<>();
        branches.forEach((node, within) -> toldBranches.add(
                new SpecCoverage.Branch(within, SourceText.place(node), cut(source.of(node)), counters.of(node))));
        return new SpecCoverage(toldActions, toldBranches);
    }

    private static String cut(String text) {
        return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX - 1) + "…";
    }

    /** Goes over everything that can make a step, from one definition on. */
    private static final class Walk {
        private final String spec;
        private final SequencedMap<String, SemanticNode> bodies = new LinkedHashMap<>();
        private final SequencedMap<SemanticNode, String> branches = new LinkedHashMap<>();
        private final Map<String, Set<String>> callees = new LinkedHashMap<>();
        private final Set<OpDefNode> seen = new HashSet<>();

        Walk(String spec) {
            this.spec = spec;
        }

        void walk(SemanticNode node, String within) {
            if (node instanceof LetInNode let) {
                walk(let.getBody(), within);
                return;
            }
            if (!(node instanceof OpApplNode application) || application.getLevel() < LevelConstants.ActionLevel) {
                return;
            }
            ExprOrOpArgNode[] arguments = application.getArgs();
            switch (BuiltInOPs.getOpCode(application.getOperator().getName())) {
                case 0 -> definition(application, within);
                case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land, ToolGlobals.OPCODE_be -> all(arguments, within);
                case ToolGlobals.OPCODE_dl, ToolGlobals.OPCODE_lor -> {
                    for (ExprOrOpArgNode one : arguments) {
                        branch(one, within);
                    }
                }
                case ToolGlobals.OPCODE_ite -> {
                    branch(arguments[1], within);
                    branch(arguments[2], within);
                }
                case ToolGlobals.OPCODE_case -> {
                    for (ExprOrOpArgNode pair : arguments) {
                        branch(((OpApplNode) pair).getArgs()[1], within);
                    }
                }
                default -> {
                    // Nothing that makes a step in several ways.
                }
            }
        }

        private void all(ExprOrOpArgNode[] parts, String within) {
            for (ExprOrOpArgNode part : parts) {
                walk(part, within);
            }
        }

        /** An alternative; but what is one in Next is an action, and is counted as that. */
        private void branch(ExprOrOpArgNode alternative, String within) {
            if (alternative.getLocation().source().equals(spec) && !within.equals(NEXT)) {
                branches.putIfAbsent(alternative, within);
            }
            walk(alternative, within);
        }

        private void definition(OpApplNode application, String within) {
            if (!(application.getOperator() instanceof OpDefNode definition) || definition.getBody() == null) {
                return;
            }
            String name = definition.getName().toString();
            callees.computeIfAbsent(within, key -> new LinkedHashSet<>()).add(name);
            if (seen.add(definition)) {
                if (definition.getLocation().source().equals(spec)) {
                    bodies.put(name, definition.getBody());
                }
                walk(definition.getBody(), name);
            }
        }
    }
}
