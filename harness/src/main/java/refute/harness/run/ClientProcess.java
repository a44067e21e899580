package refute.harness.run;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import refute.harness.generator.Request;
import refute.harness.history.ProcessId;
import refute.harness.system.Client;
import refute.harness.system.Reply;

/**
 * One process: one thread, one client, one operation at a time, until an operation ends unknown. The client is opened with
 * the first operation, so that it is in the history when it cannot be.
 *
 * <p>{@link #hand} and {@link #end} are called by whoever holds the interpreter's turn; everything else happens on the
 * process's own thread.
 */
final class ClientProcess implements Runnable {
    private final Interpreter interpreter;
    private final ProcessId id;
    private final int worker;
    private final Supplier<Client> opening;
    private @Nullable Client client;
    /** What it is to do next, until it has taken it. */
    private volatile @Nullable Request handed;

    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    ClientProcess(Interpreter interpreter, ProcessId id, int worker, Supplier<Client> opening) {
        this.interpreter = interpreter;
        this.id = id;
        this.worker = worker;
        this.opening = opening;
    }

    ProcessId id() {
        return id;
    }

    int worker() {
        return worker;
    }

    void hand(Request request) {
        handed = request;
        LockSupport.unpark(thread);
    }

    /** It is retired: nothing that it still answers counts. */
    void end() {
        ended = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // For fairness alone: nothing relies on it.
    public void run() {
        thread = Thread.currentThread();
        try {
            Request request = awaitRequest();
            while (request != null) {
                Request next = interpreter.completed(this, answer(request));
                // Virtual threads are not preempted: clients that answer at once would otherwise keep all cores to
                // themselves.
                Thread.yield();
                request = next == null ? awaitRequest() : next;
            }
        } catch (Throwable e) {
            // Contract broken, or the machine at its end: nothing about the system. The interpreter ends the run.
            interpreter.fail(e);
        } finally {
            close();
        }
    }

    private @Nullable Request awaitRequest() {
        while (!ended) {
            Request request = handed;
            if (request != null) {
                handed = null;
                return request;
            }
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                return null;
            }
        }
        return null;
    }

    private Answer answer(Request request) {
        Client open = client;
        if (open == null) {
            try {
                open = new ValidatingClient(opening.get());
                client = open;
            } catch (Exception e) {
                return new Answer(Reply.fail("no-client: " + Causes.describe(e)), true);
            }
        }
        return new Answer(invoke(open, request), false);
    }

    private static Reply invoke(Client client, Request request) {
        try {
            return client.invoke(request).toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.info("interrupted: the harness gave up waiting");
        } catch (ExecutionException | CompletionException e) {
            return escaped(e.getCause() == null ? e : e.getCause());
        } catch (Exception | StackOverflowError | LinkageError e) {
            return escaped(e);
        }
    }

    /** What a client threw leaves the outcome open; what the harness found wrong with the client ends the run. */
    static Reply escaped(Throwable cause) {
        if (cause instanceof HarnessFailure
                || (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError))) {
            throw (Error) cause;
        }
        return Reply.info("exception: " + Causes.describe(cause));
    }

    private void close() {
        Client open = client;
        if (open == null) {
            return;
        }
        try {
            // Interruption is over with the operation: closing may have to do I/O of its own.
            Thread.interrupted();
            open.close();
        } catch (Exception e) {
            interpreter.note("closing the client of process " + id + " failed: " + Causes.describe(e));
        }
    }

    /**
     * @param reply how the operation ended
     * @param rest whether the worker should rest before it tries again, because it could not even begin
     */
    record Answer(Reply reply, boolean rest) {}
}
