package refute.toxiproxy.engine;

/** Ends the stream once so many bytes have passed. The count outlives updates of the toxic. */
final class LimitDataStage extends Stage {

    /** How much has passed through the toxic on this link, whatever its settings were. */
    static final class Tally {
        private long bytes;
    }

    private final Effect.LimitData limit;
    private final Tally tally;

    LimitDataStage(Effect.LimitData limit, Tally tally) {
        super(FEW);
        this.limit = limit;
        this.tally = tally;
    }

    @Override
    boolean run(long now, Outlet next) {
        boolean moved = false;
        for (Chunk chunk = peek(); chunk != null && (chunk.isEnd() || next.hasRoom()); chunk = peek()) {
            take();
            moved = true;
            if (chunk.isEnd()) {
                next.put(chunk);
                return true;
            }
            long left = Math.max(limit.bytes() - tally.bytes, 0);
            int passing = (int) Math.min(left, chunk.length());
            if (passing > 0) {
                tally.bytes += passing;
                next.put(chunk.head(passing));
            }
            if (tally.bytes >= limit.bytes()) {
                finish(next, Chunk.END);
                return true;
            }
        }
        return moved;
    }
}
