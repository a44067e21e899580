package refute.toxiproxy.engine;

/** Passes everything on: the noop toxic, and any toxic whose toxicity spared this connection. */
final class PassStage extends Stage {

    PassStage() {
        super(FEW);
    }

    @Override
    boolean run(long now, Outlet next) {
        boolean moved = false;
        for (Chunk chunk = peek(); chunk != null && (chunk.isEnd() || next.hasRoom()); chunk = peek()) {
            take();
            next.put(chunk);
            moved = true;
        }
        return moved;
    }
}
