package refute.toxiproxy.engine;

import java.util.SplittableRandom;

/** The place of one toxic in one link: which toxic, and the stage that is at work for it. */
final class Slot {

    private final Seed seed;
    private final LimitDataStage.Tally tally = new LimitDataStage.Tally();
    private Toxic toxic;
    private Stage stage;

    Slot(Toxic toxic, Seed seed, long now) {
        this.seed = seed;
        this.toxic = toxic;
        this.stage = stage(toxic, now);
    }

    Toxic toxic() {
        return toxic;
    }

    Stage stage() {
        return stage;
    }

    /** Puts a stage with the new settings in the place of the old one. Chunks in hand move on, those waiting stay. */
    void change(Toxic changed, Outlet next, long now) {
        stage.release().forEach(next::put);
        Stage successor = stage(changed, now);
        successor.takeOver(stage);
        stage = successor;
        toxic = changed;
    }

    /** A toxic bites a connection or spares it; an update draws anew, since the toxicity may have changed. */
    private Stage stage(Toxic settings, long now) {
        SplittableRandom random =
                seed.of(settings.name()).of(settings.revision()).random();
        if (random.nextFloat() >= settings.toxicity()) {
            return new PassStage();
        }
        return switch (settings.effect()) {
            case Effect.Noop noop -> new PassStage();
            case Effect.Latency latency -> new LatencyStage(latency, random);
            case Effect.Bandwidth bandwidth -> new BandwidthStage(bandwidth);
            case Effect.SlowClose slowClose -> new SlowCloseStage(slowClose);
            case Effect.Timeout timeout -> new TimeoutStage(timeout, now);
            case Effect.Slicer slicer -> new SlicerStage(slicer, random);
            case Effect.LimitData limit -> new LimitDataStage(limit, tally);
            case Effect.ResetPeer reset -> new ResetPeerStage(reset);
        };
    }
}
