package refute.systems.tree.nodes;

import java.util.Set;
import refute.workloads.append.AppendClient;
import refute.workloads.ordered.SortedMapClient;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** The contracts of workloads, spoken over a link. */
public final class TreeContracts {
    /** All that there are. */
    public static final Set<Class<?>> ALL =
            Set.of(SortedMapClient.class, RegisterClient.class, SetClient.class, AppendClient.class);

    private TreeContracts() {}

    /**
     * A client of that contract; it closes the link.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static <C extends AutoCloseable> C over(TreeLink link, Class<C> contract) {
        if (contract.equals(SortedMapClient.class)) {
            return contract.cast(new TreeSortedMap(link));
        }
        if (contract.equals(RegisterClient.class)) {
            return contract.cast(new TreeRegister(link));
        }
        if (contract.equals(SetClient.class)) {
            return contract.cast(new TreeSet(link));
        }
        if (contract.equals(AppendClient.class)) {
            return contract.cast(new TreeAppend(link));
        }
        throw new IllegalArgumentException("tree does not implement " + contract.getName());
    }
}
