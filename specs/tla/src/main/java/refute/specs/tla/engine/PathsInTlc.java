package refute.specs.tla.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import refute.specs.tla.Counterexample;
import refute.specs.tla.path.Behaviour;
import refute.specs.tla.path.PathEngine;
import refute.specs.tla.path.Refutation;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.WatchedTool;

/** Draws behaviours nearly as TLC's own simulation does: of each state, one of the actions that lead on, and one of the states to which it leads. */
public final class PathsInTlc implements PathEngine {
    private @Nullable ParsedModule parsed;
    private List<List<Action>> kinds = List.of();

    public PathsInTlc() {}

    @Override
    public void open(Path module, Path scratch) {
        ParsedModule opened = ParsedModule.open(module, scratch, tool -> tool);
        parsed = opened;
        kinds = kinds(opened.tool());
    }

    @Override
    public Behaviour draw(RandomGenerator random, int steps) {
        ParsedModule known = parsed;
        if (known == null) {
            throw new IllegalStateException("no module is open");
        }
        WatchedTool tool = known.tool();
        TLCState state = known.initial().get(random.nextInt(known.initial().size()));
        List<Counterexample.Step> told = new ArrayList<>();
        told.add(new Counterexample.Step(1, "Initial predicate", "", StateTexts.of(state)));
        Optional<String> violated = violated(tool, state);
        while (told.size() <= steps && violated.isEmpty()) {
            Successor next = next(tool, kinds, state, random);
            if (next == null) {
                break;
            }
            state = next.state();
            told.add(new Counterexample.Step(
                    told.size() + 1, name(next.action()), next.action().getLocation(), StateTexts.of(state)));
            violated = violated(tool, state);
        }
        return new Behaviour(told, violated);
    }

    private record Successor(Action action, TLCState state) {}

    /** Nothing if no action leads on. Each kind of action is as likely as any other, for however many nodes and terms it is one. */
    private static @Nullable Successor next(
            WatchedTool tool, List<List<Action>> kinds, TLCState state, RandomGenerator random) {
        List<List<Action>> leftKinds = new ArrayList<>(kinds);
        while (!leftKinds.isEmpty()) {
            List<Action> actions = new ArrayList<>(leftKinds.remove(random.nextInt(leftKinds.size())));
            while (!actions.isEmpty()) {
                Action action = actions.remove(random.nextInt(actions.size()));
                List<TLCState> possible = successors(tool, action, state);
                if (!possible.isEmpty()) {
                    return new Successor(action, possible.get(random.nextInt(possible.size())));
                }
            }
        }
        return null;
    }

    private static List<TLCState> successors(WatchedTool tool, Action action, TLCState state) {
        List<TLCState> possible = new ArrayList<>();
        StateVec all = tool.getNextStates(action, state);
        for (int i = 0; i < all.size(); i++) {
            TLCState one = all.elementAt(i);
            one.deepNormalize();
            if (!one.equals(state) && tool.isInModel(one) && tool.isInActions(state, one)) {
                possible.add(one);
            }
        }
        return possible;
    }

    private static List<List<Action>> kinds(WatchedTool tool) {
        SequencedMap<String, List<Action>> kinds = new LinkedHashMap<>();
        for (Action action : tool.getActions()) {
            kinds.computeIfAbsent(name(action), name -> new ArrayList<>()).add(action);
        }
        return List.copyOf(kinds.values());
    }

    private static String name(Action action) {
        return Refutation.withoutChoices(action.getName().toString());
    }

    private static Optional<String> violated(WatchedTool tool, TLCState state) {
        Action[] invariants = tool.getInvariants();
        for (int i = 0; i < invariants.length; i++) {
            if (!tool.isValid(invariants[i], state)) {
                return Optional.of(tool.getInvNames()[i]);
            }
        }
        return Optional.empty();
    }
}
