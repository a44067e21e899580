package refute.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C (and a polite kill) does while something runs: at first it asks to stop, and what was asked goes on to its
 * orderly end; the second time it leaves at once.
 *
 * <p>Java has no supported way to handle a signal, and a shutdown hook cannot let the command end with its verdict; so the
 * class {@code sun.misc.Signal} is used, by reflection, as compilers warn about it and nothing else offers it. Where it is not
 * there, Ctrl-C ends the process, and the system's processes with it.
 */
final class Interrupts implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM");
    private static final int EXIT_AT_ONCE = 130;
    /** What comes sooner after the first is the same wish: {@code timeout} and shells signal a process and then its group. */
    private static final long SAME_NANOS = 500_000_000L;

    /** What handled each signal before, where there was something. */
    private final Map<String, Object> previous = new LinkedHashMap<>();

    private Interrupts() {}

    /** Until it is closed, the first signal calls this, on a thread of its own. */
    static Interrupts handle(Runnable stop) {
        Interrupts interrupts = new Interrupts();
        AtomicLong first = new AtomicLong();
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                // Never 0, which says that there was none.
                long now = System.nanoTime() | 1;
                if (first.compareAndSet(0, now)) {
                    Thread.ofPlatform().daemon().name("refute-stop").start(stop);
                } else if (now - first.get() > SAME_NANOS) {
                    Runtime.getRuntime().halt(EXIT_AT_ONCE);
                }
                yield null;
            }
            case "equals" ->
                arguments != null && System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "refute's signal handler";
        };
        for (String signal : SIGNALS) {
            Object before = install(signal, handler);
            if (before != null) {
                interrupts.previous.put(signal, before);
            }
        }
        return interrupts;
    }

    @Override
    public void close() {
        previous.forEach(Interrupts::set);
    }

    private static @Nullable Object install(String signal, InvocationHandler handler) {
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            return set(signal, Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        } catch (ClassNotFoundException notHere) {
            return null;
        }
    }

    private static @Nullable Object set(String signal, Object handler) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Object which = type.getConstructor(String.class).newInstance(signal);
            return type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"))
                    .invoke(null, which, handler);
        } catch (ReflectiveOperationException notHere) {
            return null;
        }
    }
}
