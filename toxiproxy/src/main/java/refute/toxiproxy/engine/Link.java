package refute.toxiproxy.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * One direction of one connection: reads from a socket, through the stages of its toxics, into a sink. All methods are
 * called on the loop of the connection. After each of them the {@link Connection} looks at {@link #wantsToRead},
 * {@link #sink()} and {@link #wakeAt()}.
 */
final class Link {

    /** As much as Toxiproxy reads at once; matters where a toxic counts chunks. */
    private static final int TOXIC_READ_BYTES = 32 * 1024;

    private final SocketChannel source;
    private final Sink sink;
    private final Traffic.Counters counters;
    private final Seed seed;
    private final List<Slot> slots = new ArrayList<>();
    private boolean sourceEnded;
    private long pumpedAt;

    Link(SocketChannel source, SocketChannel destination, BufferPool pool, Traffic.Counters counters, Seed seed) {
        this.source = source;
        this.sink = new Sink(destination, pool, counters.sent());
        this.counters = counters;
        this.seed = seed;
    }

    Sink sink() {
        return sink;
    }

    boolean wantsToRead() {
        return !sourceEnded && entry().hasRoom();
    }

    private Outlet entry() {
        return outlet(0);
    }

    private Outlet outlet(int slot) {
        return slot < slots.size() ? slots.get(slot).stage() : sink;
    }

    /** Reads once from the source. */
    void read(ByteBuffer scratch, long now) {
        if (!wantsToRead()) {
            return;
        }
        scratch.clear();
        if (!slots.isEmpty()) {
            scratch.limit(TOXIC_READ_BYTES);
        }
        int count = receive(scratch);
        if (count < 0) {
            endSource(now);
        } else if (count > 0) {
            counters.received().add(count);
            scratch.flip();
            if (slots.isEmpty()) {
                sink.write(scratch);
            } else {
                entry().put(Chunk.copyOf(scratch, now));
                pump(now);
            }
        }
    }

    private int receive(ByteBuffer scratch) {
        try {
            return source.read(scratch);
        } catch (IOException e) {
            return -1; // a reset ends the stream; as in Toxiproxy what came before it is still delivered
        }
    }

    /** The source is closed: the end travels behind the data that is under way. */
    void endSource(long now) {
        if (!sourceEnded) {
            sourceEnded = true;
            entry().put(Chunk.END);
            pump(now);
        }
    }

    /** Lets the stages move whatever is due. Ends because each turn moves at least one of finitely many chunks. */
    void pump(long now) {
        pumpedAt = now;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = 0; i < slots.size(); i++) {
                moved |= slots.get(i).stage().run(now, outlet(i + 1));
            }
        }
    }

    /**
     * When {@link #pump} is due although nothing arrives or drains. A stage that was due at the last pump and still is waits
     * for room, not for time: to wake up for it would be to spin for as long as the peer does not read.
     */
    long wakeAt() {
        long earliest = Stage.NEVER;
        for (Slot slot : slots) {
            long due = slot.stage().wakeAt();
            if (due != Stage.NEVER && due - pumpedAt > 0) {
                earliest = Math.min(earliest, due);
            }
        }
        return earliest;
    }

    /**
     * Brings the stages into line with the chain of the proxy: removes, changes and appends. No byte is lost on the way,
     * except that removing a timeout ends the stream. Doing it again with the same chain changes nothing.
     */
    void follow(List<Toxic> chain, long now) {
        Map<Long, Toxic> wanted = new HashMap<>();
        chain.forEach(toxic -> wanted.put(toxic.id(), toxic));
        for (int i = slots.size() - 1; i >= 0; i--) {
            Toxic current = slots.get(i).toxic();
            Toxic target = wanted.remove(current.id());
            if (target == null) {
                remove(i);
            } else if (target.revision() != current.revision()) {
                slots.get(i).change(target, outlet(i + 1), now);
            }
        }
        for (Iterator<Toxic> rest = chain.iterator(); rest.hasNext(); ) {
            Toxic toxic = rest.next();
            if (wanted.containsKey(toxic.id())) {
                append(toxic, now);
            }
        }
        pump(now);
    }

    private void append(Toxic toxic, long now) {
        Slot slot = new Slot(toxic, seed, now);
        if (sink.ended()) {
            slot.stage().endInput();
        }
        slots.add(slot);
    }

    /** What the stage holds is older than what waits in its inbox, and newer than all that the next outlet has. */
    private void remove(int index) {
        Slot slot = slots.get(index);
        Outlet next = outlet(index + 1);
        slots.remove(index);
        if (slot.toxic().kind() == ToxicKind.TIMEOUT) {
            next.put(Chunk.END);
            return;
        }
        slot.stage().release().forEach(next::put);
        for (Chunk chunk = slot.stage().take();
                chunk != null;
                chunk = slot.stage().take()) {
            next.put(chunk);
        }
    }
}
