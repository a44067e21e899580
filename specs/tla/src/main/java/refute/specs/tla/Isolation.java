package refute.specs.tla;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads TLC anew, for one run. TLC keeps the names of a spec, its options and its findings in static fields, so that two specs in one
 * class loader disturb each other, at once or one after the other.
 */
public final class Isolation extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    /** What is loaded anew: TLC's packages, and ours that calls it. Everything else is as everywhere. */
    private static final List<String> OWN =
            List.of("tlc2.", "tla2sany.", "pcal.", "util.", "model.", "refute.specs.tla.engine.");

    private static final String ENGINE = "refute.specs.tla.engine.InsideTlc";

    private static final AtomicBoolean HAD_FIRST = new AtomicBoolean();

    private final boolean anew;

    private Isolation(URL[] places, boolean anew) {
        super("tlc", places, Isolation.class.getClassLoader());
        this.anew = anew;
    }

    /** A loader of its own; to be closed when the run is over. */
    public static Isolation open() {
        // Ours first: it has some classes in the place of TLC's own.
        return new Isolation(new URL[] {placeOf(ENGINE.replace('.', '/') + ".class"), placeOf("tlc2/TLC.class")}, true);
    }

    /**
     * The first time in a process, one that takes TLC from where everything else is: nobody has used it there, and it starts sooner, as Java keeps
     * what it knows of such classes from one process to the next. Every other time, a loader of its own.
     */
    public static Isolation first() {
        return HAD_FIRST.getAndSet(true) ? open() : new Isolation(new URL[0], false);
    }

    TlcEngine engine() {
        return load(ENGINE, TlcEngine.class);
    }

    /** A new object of a class in {@code refute.specs.tla.engine}, with TLC behind it. */
    public <T> T load(String name, Class<T> type) {
        try {
            return type.cast(loadClass(name).getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("TLC cannot be loaded", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!anew || OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** The jar or folder in which a class is. */
    private static URL placeOf(String classFile) {
        URL found = Isolation.class.getClassLoader().getResource(classFile);
        if (found == null) {
            throw new IllegalStateException(classFile + " is not on the class path");
        }
        try {
            if (found.openConnection() instanceof JarURLConnection jar) {
                return jar.getJarFileURL();
            }
            String text = found.toURI().toString();
            return new File(URI.create(text.substring(0, text.length() - classFile.length())))
                    .toURI()
                    .toURL();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("where " + found + " is cannot be told", e);
        }
    }
}
