package refute.specs.model;

import java.util.List;
import refute.harness.history.Value;

/**
 * A lock that only its owner releases, and that the owner may hold several times if it is reentrant. The owner is the argument
 * of the call or, where there is none, the process.
 *
 * @param holdsMax how often the owner may hold it at once; 1 for a lock that is not reentrant
 */
public record OwnedLockModel(int holdsMax) implements Model<OwnedLockModel.Hold> {
    /** How often a reentrant lock can be held at once. */
    public static final int REENTRANT_HOLDS_MAX = Integer.MAX_VALUE;

    /**
     * Who holds it.
     *
     * @param owner {@link Value#NIL} if nobody does
     * @param count how often; 0 if nobody does
     */
    public record Hold(Value owner, int count) {
        static final Hold FREE = new Hold(Value.NIL, 0);
    }

    public OwnedLockModel {
        if (holdsMax < 1) {
            throw new IllegalArgumentException("a lock can be held: " + holdsMax);
        }
    }

    @Override
    public String name() {
        return holdsMax == 1 ? "owned-lock" : "reentrant-lock";
    }

    @Override
    public String description() {
        return holdsMax == 1
                ? "a lock that only its owner may release: acquire, release"
                : "a lock that its owner may acquire again, and releases as often: acquire, release";
    }

    @Override
    public List<String> functions() {
        return List.of("acquire", "release");
    }

    @Override
    public Hold initial() {
        return Hold.FREE;
    }

    @Override
    public boolean looksAtProcess() {
        return true;
    }

    @Override
    public List<Hold> step(Hold state, Call call) {
        Value caller = call.argument().equals(Value.NIL) ? Value.of(call.process()) : call.argument();
        boolean mine = state.count() > 0 && state.owner().equals(caller);
        if (call.function().equals("acquire")) {
            boolean can = state.count() == 0 || (mine && state.count() < holdsMax);
            return can ? List.of(new Hold(caller, state.count() + 1)) : List.of();
        }
        if (!mine) {
            return List.of();
        }
        return List.of(state.count() == 1 ? Hold.FREE : new Hold(caller, state.count() - 1));
    }

    @Override
    public String show(Hold state) {
        if (state.count() == 0) {
            return "free";
        }
        return "held by " + state.owner() + (state.count() > 1 ? " " + state.count() + " times" : "");
    }
}
