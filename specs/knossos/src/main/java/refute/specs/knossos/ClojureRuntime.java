package refute.specs.knossos;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Clojure that was found on a class path: {@code clojure.java.api.Clojure}, called by reflection, since that class path may be one that
 * our own classes do not see. Safe to share.
 */
final class ClojureRuntime {
    private final ClassLoader loader;
    private final Class<?> function;
    private final Method var;

    private ClojureRuntime(ClassLoader loader) throws ReflectiveOperationException {
        this.loader = loader;
        this.function = Class.forName("clojure.lang.IFn", true, loader);
        this.var = Class.forName("clojure.java.api.Clojure", true, loader).getMethod("var", Object.class, Object.class);
    }

    /** @throws ClassNotFoundException if there is none */
    static ClojureRuntime in(ClassLoader loader) throws ClassNotFoundException {
        return asIn(loader, () -> {
            try {
                return new ClojureRuntime(loader);
            } catch (ClassNotFoundException e) {
                throw e;
            } catch (ReflectiveOperationException e) {
                throw new ClassNotFoundException("clojure.java.api.Clojure is not what it was", e);
            }
        });
    }

    /** Loads a namespace. What it throws is Clojure's, or {@link IllegalStateException} around it. */
    void require(String namespace) {
        Object symbol = call("clojure.core", "symbol", namespace);
        call("clojure.core", "require", symbol);
    }

    /** Calls a function of a namespace that was loaded, on this thread. */
    @Nullable
    Object call(String namespace, String name, @Nullable Object... arguments) {
        return asIn(loader, () -> {
            Class<?>[] types = new Class<?>[arguments.length];
            Arrays.fill(types, Object.class);
            try {
                Object callee = var.invoke(null, namespace, name);
                return function.getMethod("invoke", types).invoke(callee, arguments);
            } catch (InvocationTargetException e) {
                throw unwrapped(e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Clojure's functions are not called as they were", e);
            }
        });
    }

    private interface Call<T extends @Nullable Object, E extends Exception> {
        T get() throws E;
    }

    /** Clojure looks for sources with the loader of the thread. */
    private static <T extends @Nullable Object, E extends Exception> T asIn(ClassLoader loader, Call<T, E> call)
            throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static RuntimeException unwrapped(InvocationTargetException failure) {
        return switch (failure.getCause()) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case null -> new IllegalStateException(failure);
            case Throwable checked -> new IllegalStateException(checked);
        };
    }
}
