package refute.specs.tla.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import refute.specs.tla.trace.TraceVocabulary.Field;

/**
 * How the first members of a group of go.etcd.io/raft start: each is told of all of them, one after the other, as if by entries that are
 * committed already. In which order, the spec has to know.
 */
final class EtcdRaftStart {
    /** How far each node is that has not done anything yet: how many members it has been told of. */
    private final Map<String, Integer> starting = new HashMap<>();

    private final Map<String, Boolean> known = new HashMap<>();
    private final List<String> members = new ArrayList<>();

    /** The first members, in their order. */
    List<String> members() {
        return List.copyOf(members);
    }

    /** Looks at the next event, and says what is wrong with it, if something is. */
    Optional<String> at(TraceVocabulary vocabulary, TraceEvent event) {
        String node = event.node();
        if (event.name().equals("InitState")) {
            starting.put(node, 0);
            boolean isFirst = known.put(node, true) == null;
            return isFirst && number(vocabulary, event, "log") > 0
                    ? Optional.of("node " + node + " has a log of which the trace does not tell: it has to begin with"
                            + " the first start of each node")
                    : Optional.empty();
        }
        Integer told = starting.get(node);
        if (told == null || event.name().equals("BecomeFollower")) {
            return Optional.empty();
        }
        int log = number(vocabulary, event, "log");
        boolean boots = event.name().equals("ApplyConfChange")
                && number(vocabulary, event, "term") == 1
                && number(vocabulary, event, "commit") == log
                && told < log;
        if (boots) {
            starting.put(node, told + 1);
            ((List<?>) event.arguments().getFirst())
                    .stream()
                            .map(String.class::cast)
                            .filter(member -> told == members.size() && !members.contains(member))
                            .findFirst()
                            .ifPresent(members::add);
        } else if (!event.name().equals("ApplyConfChange")) {
            starting.remove(node);
        }
        return Optional.empty();
    }

    private static int number(TraceVocabulary vocabulary, TraceEvent event, String field) {
        List<String> names = vocabulary.state().stream().map(Field::name).toList();
        return (Integer) event.state().get(names.indexOf(field));
    }
}
