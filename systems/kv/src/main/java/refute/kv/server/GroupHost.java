package refute.kv.server;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import refute.kv.Now;
import refute.kv.raft.Effect;
import refute.kv.raft.Input;
import refute.kv.raft.Node;
import refute.kv.raft.NodeStatus;
import refute.kv.raft.PeerMessage;
import refute.kv.storage.GroupStorage;

/**
 * Runs one node: a thread that owns it, and one that owns its disk. Inputs wait in a queue and are taken together, as one step of the node.
 *
 * <p>Safe for threads. If the node or its disk fails, everything stops and {@code onFailure} is told, once.
 */
final class GroupHost implements Closeable {
    private static final int BATCH = 1024;
    private static final int INBOX_MAX = 100_000;
    private static final long IDLE_NANOS = 20_000_000L;

    private final Node node;
    private final GroupStorage storage;
    private final PeerLinks links;
    private final Consumer<Throwable> onFailure;
    private final LinkedBlockingQueue<Job> inbox = new LinkedBlockingQueue<>(INBOX_MAX);
    private final Map<Long, Consumer<Effect>> handlers = new HashMap<>();
    private final AtomicLong lastRequest = new AtomicLong();
    private final DiskThread disk;
    private final Thread thread;
    private final Metrics metrics;
    private volatile NodeStatus status;
    private volatile Node.Size size;
    private volatile boolean stopping;

    /** The request is 0 for inputs that are none. */
    private record Job(Input input, long request, Consumer<Effect> handler) {}

    GroupHost(Node node, GroupStorage storage, PeerLinks links, Metrics metrics, Consumer<Throwable> onFailure) {
        this.node = node;
        this.storage = storage;
        this.links = links;
        this.metrics = metrics;
        this.onFailure = onFailure;
        this.status = node.status();
        this.size = node.size();
        this.disk = new DiskThread(storage, metrics, this::accept, this::fail);
        this.thread = Thread.ofPlatform().name("node").unstarted(this::run);
    }

    void start() {
        links.membersAre(status.members());
        disk.start();
        thread.start();
    }

    /** Returns what the node was at after its last step. */
    NodeStatus status() {
        return status;
    }

    Node.Size size() {
        return size;
    }

    /** Takes a message from another member; may drop it if too many wait. */
    void deliver(PeerMessage message, String replyAddress) {
        links.learn(message.from(), replyAddress);
        if (!inbox.offer(new Job(message, 0, GroupHost::ignore))) {
            metrics.dropped.increment();
        }
    }

    /**
     * Hands a request to the node.
     *
     * @param input makes the input of the request's number
     * @param handler takes the effects that name the request, on the node's thread: it must not block
     * @return the request's number, or 0 if too many wait: then nothing was done
     */
    long request(LongFunction<Input> input, Consumer<Effect> handler) {
        long request = lastRequest.incrementAndGet();
        return !stopping && inbox.offer(new Job(input.apply(request), request, handler)) ? request : 0;
    }

    /** Forgets a request that nobody waits for any more; or, if too many inputs wait, never. */
    void cancel(long request) {
        if (!inbox.offer(new Job(new Input.Cancel(request), 0, GroupHost::ignore))) {
            metrics.dropped.increment();
        }
    }

    private void accept(Input input) {
        try {
            inbox.put(new Job(input, 0, GroupHost::ignore));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ignore(Effect effect) {
        // Nobody asked.
    }

    private void run() {
        try {
            List<Job> jobs = new ArrayList<>();
            while (!stopping) {
                step(jobs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void step(List<Job> jobs) throws InterruptedException {
        long wait = Math.min(node.nextTickAt() - System.nanoTime(), IDLE_NANOS);
        Job first = inbox.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
        if (first != null) {
            jobs.add(first);
            inbox.drainTo(jobs, BATCH - 1);
            perform(node.receive(inputs(jobs), now()));
            jobs.clear();
        }
        if (first == null || System.nanoTime() >= node.nextTickAt()) {
            perform(node.tick(now()));
        }
        status = node.status();
        size = node.size();
    }

    private List<Input> inputs(List<Job> jobs) {
        List<Input> inputs = new ArrayList<>(jobs.size());
        for (Job job : jobs) {
            if (job.request() != 0) {
                handlers.put(job.request(), job.handler());
            }
            if (job.input() instanceof Input.Cancel cancel) {
                handlers.remove(cancel.request());
            }
            inputs.add(job.input());
        }
        return inputs;
    }

    private void perform(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Send send -> links.send(send.message());
                case Effect.Persist persist -> disk.persist(persist);
                case Effect.SaveSnapshot save -> disk.saveSnapshot(save);
                case Effect.Reply reply -> answer(handlers.remove(reply.request()), reply);
                case Effect.Changes changes -> answer(handlers.get(changes.request()), changes);
                case Effect.WatchCompacted compacted -> answer(handlers.remove(compacted.request()), compacted);
                case Effect.MembersAre are -> links.membersAre(are.members());
            }
        }
        links.flush();
    }

    private static void answer(@org.jspecify.annotations.Nullable Consumer<Effect> handler, Effect effect) {
        if (handler != null) {
            handler.accept(effect);
        }
    }

    private static Now now() {
        return new Now(System.nanoTime(), System.currentTimeMillis() * 1_000_000L);
    }

    private void fail(Throwable cause) {
        if (!stopping) {
            stopping = true;
            onFailure.accept(cause);
        }
    }

    /** Stops the node, then its disk after what it was given. What was not answered never will be. */
    @Override
    public void close() throws IOException {
        stopping = true;
        thread.interrupt();
        join(thread);
        disk.close();
        storage.close();
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
