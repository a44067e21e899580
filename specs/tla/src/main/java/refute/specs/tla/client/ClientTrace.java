package refute.specs.tla.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import refute.harness.BadInput;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.tla.trace.TraceEvent;

/**
 * A history of registers in etcd as events of {@code EtcdKv}, in the order in which they are judged.
 *
 * <p>Changes take effect in the order of their revisions, each as late as an answer allows: before the first answer that tells of it or of a
 * later one. That is the best for all others, as whatever is under way may still see what was there before. A change whose request was
 * never answered has the revision at which somebody read its value; if nobody did, it had no effect, or there is a revision that belongs to
 * nobody: that is then taken for the change of a request that was never answered, under a key that nobody reads. So of such changes it is judged
 * only that there can have been so many.
 *
 * @param clients those who take part: one for each operation that was under way at the same time as others
 * @param keys all keys, and that of changes that nobody saw
 * @param events in order; the line of each is the index of the history's entry because of which it is there
 */
public record ClientTrace(List<String> clients, List<String> keys, List<TraceEvent> events) {
    /** The key of changes that nobody saw; no key of a history has this name. */
    static final String UNSEEN = "unseen";
    /** Whose change a revision is that nobody asked for. */
    static final String NOBODY = "nobody";

    private static final String READ = "read";
    private static final String WRITE = "write";
    private static final String CAS = "cas";
    private static final Pattern SEEN = Pattern.compile("at revision ([0-9]{1,18})$");
    private static final String MISSED = "did-not-match";

    public ClientTrace {
        clients = List.copyOf(clients);
        keys = List.copyOf(keys);
        events = List.copyOf(events);
    }

    /**
     * Makes one of a history.
     *
     * @throws BadInput if it is none of registers, or tells no revisions
     */
    public static ClientTrace of(History history, String name) {
        return new Making(history, name).make();
    }

    /** Names for values that TLC can read: no two values have the same. */
    private static final class Names {
        private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9_.:-]");

        private final Map<Value, String> names = new HashMap<>();
        private final Set<String> taken = new HashSet<>(Set.of(UNSEEN, NOBODY));

        /** Empty of no value. */
        String of(Value value) {
            if (value.equals(Value.NIL)) {
                return "";
            }
            return names.computeIfAbsent(value, key -> {
                String plain = ODD.matcher(key instanceof Value.Text(String text) ? text : key.toString())
                        .replaceAll("_");
                String name = plain;
                for (int n = 2; name.isEmpty() || !taken.add(name); n++) {
                    name = plain + ":" + n;
                }
                return name;
            });
        }
    }

    /** What is known while it is made. */
    private static final class Making {
        private final History history;
        /** Each operation by the indexes of both its ends. */
        private final Map<Integer, Operation> byEntry = new HashMap<>();

        private final NavigableMap<Long, Operation> byRevision = new TreeMap<>();
        private final Deque<Operation> unanswered = new ArrayDeque<>();
        private final List<TraceEvent> events = new ArrayList<>();
        private final Map<Integer, String> clients = new HashMap<>();
        private final Deque<String> idle = new ArrayDeque<>();
        private final Set<String> keys = new java.util.TreeSet<>();
        private final Names keyNames = new Names();
        private final Names values = new Names();
        private int clientsMade;
        private long revision = 1;

        Making(History history, String name) {
            this.history = history;
            BadInput.Collector problems = new BadInput.Collector();
            Set<String> others = new HashSet<>();
            for (Operation operation : history.operations()) {
                byEntry.put(operation.index(), operation);
                Entry completion = operation.completion();
                if (completion != null) {
                    byEntry.put(completion.index(), operation);
                }
                if (!Set.of(READ, WRITE, CAS).contains(operation.function()) && others.add(operation.function())) {
                    problems.add(
                            name + ", operation " + operation.index(),
                            "'" + operation.function() + "' is none of a register",
                            "histories of the workload register can be judged");
                } else if (isChange(operation) && operation.isOk() && operation.revision() <= 0 && problems.isEmpty()) {
                    problems.add(
                            name + ", operation " + operation.index(),
                            "it tells no revision",
                            "histories of etcd can be judged");
                }
            }
            problems.throwIfAny();
        }

        ClientTrace make() {
            assignRevisions();
            Set<Integer> changing = new HashSet<>();
            byRevision.values().forEach(operation -> changing.add(operation.index()));
            for (Entry entry : history.entries()) {
                Operation operation = byEntry.get(entry.index());
                if (operation == null) {
                    continue;
                }
                if (entry.kind() != EntryKind.INVOKE) {
                    answered(operation, entry);
                } else if (isTelling(operation) || changing.contains(operation.index())) {
                    ask(operation, entry.index(), keyNames.of(operation.key()));
                }
            }
            keys.add(UNSEEN);
            List<String> all = new ArrayList<>(List.of(NOBODY));
            for (int i = 1; i <= clientsMade; i++) {
                all.add(client(i));
            }
            return new ClientTrace(all, List.copyOf(keys), events);
        }

        /** Each change that somebody knows the revision of. */
        private void assignRevisions() {
            for (Operation operation : history.operations()) {
                if (isChange(operation) && operation.isOk()) {
                    byRevision.put(operation.revision(), operation);
                }
            }
            Map<Long, Operation> readers = new LinkedHashMap<>();
            for (Operation operation : history.operations()) {
                if (operation.function().equals(READ) && operation.isOk() && operation.revision() > 0) {
                    readers.putIfAbsent(operation.revision(), operation);
                }
            }
            for (Operation operation : history.operations()) {
                if (isChange(operation) && operation.outcome() == EntryKind.INFO) {
                    Long seen = readers.entrySet().stream()
                            .filter(reader -> !byRevision.containsKey(reader.getKey()))
                            .filter(reader -> reader.getValue().key().equals(operation.key())
                                    && reader.getValue().result().equals(written(operation)))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse(null);
                    if (seen == null) {
                        unanswered.addLast(operation);
                    } else {
                        byRevision.put(seen, operation);
                    }
                }
            }
        }

        private void answered(Operation operation, Entry completion) {
            if (!isTelling(operation)) {
                return;
            }
            if (operation.isOk() && isChange(operation)) {
                takeUpTo(operation.revision(), completion.index());
                add(completion.index(), client(operation), "AnswerPut", List.of(number(operation.revision())));
            } else if (operation.isOk()) {
                takeUpTo(operation.revision(), completion.index());
                add(
                        completion.index(),
                        client(operation),
                        "AnswerGet",
                        List.of(values.of(operation.result()), number(operation.revision())));
            } else {
                Matcher seen = SEEN.matcher(completion.error());
                takeUpTo(seen.find() ? Long.parseLong(seen.group(1)) : 0, completion.index());
                add(completion.index(), client(operation), "AnswerMiss", List.of());
            }
            giveBack(operation);
        }

        /** All changes up to a revision take effect now at the latest. */
        private void takeUpTo(long last, int index) {
            while (revision < last) {
                revision++;
                Operation owner = byRevision.get(revision);
                if (owner == null) {
                    takeUnseen(index);
                    continue;
                }
                boolean known = clients.containsKey(owner.index());
                add(index, known ? client(owner) : NOBODY, "Take", List.of(number(revision)));
                if (known && !owner.isOk()) {
                    add(index, client(owner), "AnswerPut", List.of(number(revision)));
                    giveBack(owner);
                }
            }
        }

        /** A revision that nobody knows of: some request that was made before, and never answered. */
        private void takeUnseen(int index) {
            Operation some = unanswered.peekFirst();
            if (some == null || some.index() > index) {
                add(index, NOBODY, "Take", List.of(number(revision)));
                return;
            }
            unanswered.removeFirst();
            ask(some, index, UNSEEN);
            add(index, client(some), "Take", List.of(number(revision)));
            add(index, client(some), "AnswerPut", List.of(number(revision)));
            giveBack(some);
        }

        private void ask(Operation operation, int index, String key) {
            keys.add(key);
            String client = idle.isEmpty() ? client(++clientsMade) : idle.removeFirst();
            clients.put(operation.index(), client);
            boolean compares = operation.function().equals(CAS) && !key.equals(UNSEEN);
            add(
                    index,
                    client,
                    "Ask",
                    List.of(
                            operation.function().equals(READ) ? "get" : "put",
                            key,
                            operation.function().equals(READ) ? "" : values.of(written(operation)),
                            compares,
                            compares
                                    ? values.of(((Value.Vec) operation.argument())
                                            .items()
                                            .getFirst())
                                    : ""));
        }

        private void giveBack(Operation operation) {
            String client = clients.remove(operation.index());
            if (client != null) {
                idle.addFirst(client);
            }
        }

        private String client(Operation operation) {
            return clients.getOrDefault(operation.index(), NOBODY);
        }

        private void add(int index, String client, String name, List<Object> arguments) {
            events.add(new TraceEvent(index, events.size() + 1, -1, client, name, arguments, List.of()));
        }

        private static String client(int number) {
            return "c" + number;
        }

        private static Object number(long revision) {
            return Math.toIntExact(revision);
        }

        private static boolean isChange(Operation operation) {
            return !operation.function().equals(READ);
        }

        /** Whether its end says something of the state. */
        private static boolean isTelling(Operation operation) {
            Entry completion = operation.completion();
            return completion != null
                    && (operation.isOk()
                            || (completion.kind() == EntryKind.FAIL
                                    && completion.error().startsWith(MISSED)));
        }

        private static Value written(Operation operation) {
            return operation.argument() instanceof Value.Vec pair ? pair.items().getLast() : operation.argument();
        }
    }
}
