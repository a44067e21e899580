package tlc2.tool.management;

import javax.management.NotCompliantMBeanException;
import javax.management.StandardMBean;
import tlc2.TLCGlobals;

/**
 * What TLC would have the Java virtual machine know of a run. It stands in the place of TLC's own class of this name, which registers each run with the
 * machine under the same name: the second of two that go on at once would print a stack trace, and each would stay in memory for as long as it is
 * registered. This one registers nothing.
 */
public abstract class TLCStandardMBean extends StandardMBean {
    protected TLCStandardMBean(Class<?> itsInterface) throws NotCompliantMBeanException {
        super(itsInterface, false);
    }

    /** As the interfaces of TLC's beans have it. */
    public String getVersion() {
        return TLCGlobals.versionOfTLC;
    }

    /** As the interfaces of TLC's beans have it. */
    public String getRevision() {
        String revision = TLCGlobals.getRevision();
        return revision == null ? "N/A" : revision;
    }

    /** Registers nothing. */
    protected boolean registerMBean(String objectName) {
        return true;
    }

    /** Nothing is registered. */
    public boolean unregister() {
        return true;
    }

    /** A bean that says nothing. */
    public static TLCStandardMBean getNullTLCStandardMBean() {
        try {
            return new Nothing();
        } catch (NotCompliantMBeanException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a bean that says nothing says. */
    public interface NothingMBean {}

    private static final class Nothing extends TLCStandardMBean implements NothingMBean {
        Nothing() throws NotCompliantMBeanException {
            super(NothingMBean.class);
        }
    }
}
