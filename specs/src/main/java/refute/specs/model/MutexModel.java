package refute.specs.model;

import java.util.List;

/** A lock that does not ask who: {@code acquire} needs it free, {@code release} needs it held. */
public record MutexModel(boolean initiallyHeld) implements Model<Boolean> {
    public MutexModel() {
        this(false);
    }

    @Override
    public String name() {
        return "mutex";
    }

    @Override
    public String description() {
        return "a lock that anybody may release: acquire, release";
    }

    @Override
    public List<String> functions() {
        return List.of("acquire", "release");
    }

    @Override
    public Boolean initial() {
        return initiallyHeld;
    }

    @Override
    public List<Boolean> step(Boolean held, Call call) {
        boolean acquires = call.function().equals("acquire");
        return held == acquires ? List.of() : List.of(acquires);
    }

    @Override
    public String show(Boolean held) {
        return held ? "held" : "free";
    }
}
