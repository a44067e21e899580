package refute.harness.world.processes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts child processes that do not outlive this one, even when it is killed with SIGKILL.
 *
 * <p>A watchdog, a small shell in a session of its own, holds the read end of a pipe whose only writer is this process. When
 * the writer is gone, for whatever reason, the kernel closes the pipe, and the watchdog kills the process groups it was told
 * of. A child begins as a gate that waits for one line: it is told to go only after the watchdog knows it, so there is no moment
 * at which a child runs unguarded. (The kernel's parent-death signal would need no watchdog, but it follows the <em>thread</em>
 * that started the child, and reaches no grandchildren.)
 *
 * <p>Each child leads a process group and a session of its own: the terminal's Ctrl-C does not reach it. Safe for use by
 * several threads.
 */
public final class Guard implements AutoCloseable {
    private static final Duration GONE_WITHIN = Duration.ofSeconds(10);

    /** Reads "+ pid" and "- pid" until the pipe ends, then kills the groups of the pids that are left. */
    private static final String WATCHDOG = """
            pids=" "
            while read -r op pid; do
              case $op in
                +) pids="$pids$pid ";;
                -) case $pids in *" $pid "*) pids="${pids%% $pid *} ${pids#* $pid }";; esac;;
              esac
            done
            for pid in $pids; do kill -s KILL -- "-$pid" 2>/dev/null; done
            """;

    private static final String GATE = "read -r go || exit 125; exec \"$@\" </dev/null";

    private final Process watchdog;
    private final OutputStream toWatchdog;
    private final Map<Long, Process> children = new HashMap<>();
    private boolean closed;

    private Guard(Process watchdog) {
        this.watchdog = watchdog;
        this.toWatchdog = watchdog.getOutputStream();
    }

    /** @throws UncheckedIOException if the watchdog cannot be started */
    public static Guard open() {
        ProcessBuilder builder = new ProcessBuilder("setsid", "sh", "-c", WATCHDOG, "refute-watchdog");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return new Guard(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog of child processes does not start", e);
        }
    }

    /**
     * Starts the builder's command, in a process group of its own. Its standard input is empty; its pid is that of the command
     * itself, not of a shell around it.
     *
     * @throws IOException if it cannot be started, or the watchdog is gone
     */
    public synchronized Process start(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IOException("the guard is closed: nothing may start any more");
        }
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", GATE, "refute-gate"));
        command.addAll(builder.command());
        Process child = builder.command(command).start();
        try {
            tell("+ " + child.pid());
            children.put(child.pid(), child);
            child.getOutputStream().write("go\n".getBytes(StandardCharsets.US_ASCII));
            child.getOutputStream().close();
        } catch (IOException e) {
            child.destroyForcibly();
            throw e;
        }
        return child;
    }

    /**
     * Kills the child and its group with SIGKILL and returns once it is gone.
     *
     * @throws IllegalStateException if it is not gone after ten seconds: it hangs in the kernel
     */
    public void kill(Process child) {
        if (child.isAlive()) {
            signal("KILL", child);
        }
        try {
            if (!child.waitFor(GONE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("pid " + child.pid() + " does not go after SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forget(child);
    }

    /**
     * Sends a signal to the child's process group.
     *
     * @param name such as STOP
     */
    public static void signal(String name, Process child) {
        try {
            // The shell's own kill: there in every system, and it knows process groups, which Java does not.
            Process kill = new ProcessBuilder("sh", "-c", "kill -s \"$0\" -- \"-$1\"", name, Long.toString(child.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(GONE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + name + " to " + child.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void forget(Process child) {
        if (!child.isAlive() && children.remove(child.pid()) != null && !closed) {
            try {
                tell("- " + child.pid());
            } catch (IOException e) {
                throw new UncheckedIOException("the watchdog of child processes is gone", e);
            }
        }
    }

    private void tell(String line) throws IOException {
        toWatchdog.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        toWatchdog.flush();
    }

    /** Kills all children that still run, and waits until they are gone. Safe to call again. */
    @Override
    public void close() {
        List<Process> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(children.values());
            children.clear();
        }
        try {
            // The watchdog does the killing, as it would have if this process had been killed: one way for both.
            toWatchdog.close();
            watchdog.waitFor(GONE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            watchdog.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Process child : left) {
            child.destroyForcibly();
        }
        for (Process child : left) {
            child.onExit()
                    .orTimeout(GONE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(late -> child)
                    .join();
        }
    }
}
