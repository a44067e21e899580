package refute.specs.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * The operations on all registers that happened, by number, and for each read whose write it saw.
 *
 * <p>A <em>source</em> is the number of an operation, or for the initial value of register k {@link #initial}(k). Immutable.
 */
final class Observations {
    static final int NONE = -1;

    /**
     * One operation.
     *
     * @param at the position of its invocation
     * @param session the number of its process
     * @param place its place in its session, from 1
     * @param register its register's number
     * @param source what it read; {@link #NONE} if it read nothing, or what nobody wrote
     * @param value what it wrote, or null
     * @param refused the value that it found the register not to have, or null
     */
    record Node(
            int at,
            int session,
            int place,
            int register,
            int source,
            @Nullable Value value,
            @Nullable Value refused) {
        boolean writes() {
            return value != null;
        }

        boolean reads() {
            return source != NONE;
        }
    }

    private static final int AMBIGUOUS = -2;

    private final History history;
    private final Value initialValue;
    private final List<Node> nodes;
    private final int registers;
    private final List<int[]> sessions;
    private final int unexplained;
    private final @Nullable String ambiguity;
    private final boolean hides;

    private Observations(Builder built) {
        history = built.history;
        initialValue = built.initial;
        nodes = List.copyOf(built.nodes);
        registers = built.registers.size();
        sessions = built.bySession.stream()
                .map(list -> list.stream().mapToInt(i -> i).toArray())
                .toList();
        unexplained = built.unexplained;
        ambiguity = built.ambiguity;
        hides = built.hides;
    }

    /**
     * What happened in the history.
     *
     * @param initial what every register holds at first
     * @param failedCasObserves whether a failed compare-and-set found another value
     */
    static Observations of(History history, Value initial, boolean failedCasObserves) {
        Builder builder = new Builder(history, initial);
        builder.read(failedCasObserves);
        builder.number(builder.needed());
        return new Observations(builder);
    }

    /** Why it is not known who wrote what was read: some value that was read has two possible writers. */
    Optional<String> ambiguity() {
        return Optional.ofNullable(ambiguity);
    }

    /** The position of a read of a value that nobody wrote; {@link #NONE} if there is none. */
    int unexplained() {
        return unexplained;
    }

    /**
     * Whether a register was found not to have a value, and some write to it that is left out here may have been why: its outcome is unknown
     * and nobody read it.
     */
    boolean hides() {
        return hides;
    }

    int size() {
        return nodes.size();
    }

    Node node(int number) {
        return nodes.get(number);
    }

    int registers() {
        return registers;
    }

    /** The numbers of the operations of each session, in its order. */
    List<int[]> sessions() {
        return sessions;
    }

    /** The number that stands for the initial value of a register. */
    int initial(int register) {
        return nodes.size() + register;
    }

    boolean isOperation(int number) {
        return number < nodes.size();
    }

    /** What a register holds once this operation, or its beginning, was the last to write it. */
    Value valueOf(int source) {
        Value written = isOperation(source) ? node(source).value() : initialValue;
        return written == null ? Value.NIL : written;
    }

    History history() {
        return history;
    }

    /** An operation before it is known whether it happened. */
    private record Draft(
            int at,
            int register,
            @Nullable Value read,
            @Nullable Value written,
            @Nullable Value refused,
            boolean sure) {}

    private record Place(int register, Value value) {}

    private static final class Builder {
        private final History history;
        private final Value initial;
        private final Map<Value, Integer> registers = new HashMap<>();
        private final Map<Place, Integer> writers = new HashMap<>();
        private final List<Draft> drafts = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private final List<List<Integer>> bySession = new ArrayList<>();
        private int unexplained = NONE;
        private @Nullable String ambiguity;
        private boolean hides;

        Builder(History history, Value initial) {
            this.history = history;
            this.initial = initial;
        }

        void read(boolean failedCasObserves) {
            for (int at = 0; at < history.size(); at++) {
                if (history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0) {
                    draft(at, failedCasObserves);
                }
            }
        }

        private void draft(int at, boolean failedCasObserves) {
            int completion = history.partner(at);
            EntryKind outcome = completion < 0 ? EntryKind.INFO : history.kind(completion);
            int register = registers.computeIfAbsent(history.key(at), key -> registers.size());
            boolean ok = outcome == EntryKind.OK;
            switch (history.function(at)) {
                case "read" -> {
                    if (ok) {
                        drafts.add(new Draft(at, register, history.value(completion), null, null, true));
                    }
                }
                case "write" -> {
                    if (outcome != EntryKind.FAIL) {
                        write(new Draft(at, register, null, history.value(at), null, ok));
                    }
                }
                case "cas" -> cas(at, register, outcome, failedCasObserves);
                default -> throw new IllegalArgumentException("no function of a register: " + history.function(at));
            }
        }

        private void cas(int at, int register, EntryKind outcome, boolean failedCasObserves) {
            List<Value> pair = ((Value.Vec) history.value(at)).items();
            Value from = pair.get(0);
            Value to = pair.get(1);
            if (outcome == EntryKind.FAIL) {
                if (failedCasObserves) {
                    drafts.add(new Draft(at, register, null, null, from, true));
                }
            } else if (!from.equals(to)) {
                write(new Draft(at, register, from, to, null, outcome == EntryKind.OK));
            } else if (outcome == EntryKind.OK) {
                drafts.add(new Draft(at, register, from, null, null, true));
            }
        }

        private void write(Draft draft) {
            Value written = draft.written() == null ? Value.NIL : draft.written();
            Integer before = writers.putIfAbsent(new Place(draft.register(), written), drafts.size());
            if (before != null || written.equals(initial)) {
                writers.put(new Place(draft.register(), written), AMBIGUOUS);
            }
            drafts.add(draft);
        }

        /** What surely happened, and every operation of unknown outcome whose value something needed read. */
        boolean[] needed() {
            boolean[] needed = new boolean[drafts.size()];
            Deque<Integer> toVisit = new ArrayDeque<>();
            for (int number = 0; number < needed.length; number++) {
                needed[number] = drafts.get(number).sure();
                if (needed[number]) {
                    toVisit.add(number);
                }
            }
            while (!toVisit.isEmpty()) {
                Draft draft = drafts.get(toVisit.poll());
                int writer = writer(draft);
                if (writer >= 0 && !needed[writer]) {
                    needed[writer] = true;
                    toVisit.add(writer);
                }
            }
            return needed;
        }

        /** The number of the draft that wrote what this one read; below 0 if there is none, or not one. */
        private int writer(Draft draft) {
            if (draft.read() == null) {
                return NONE;
            }
            Integer writer = writers.get(new Place(draft.register(), draft.read()));
            if (writer == null) {
                if (!draft.read().equals(initial) && unexplained == NONE) {
                    unexplained = draft.at();
                }
                return NONE;
            }
            if (writer == AMBIGUOUS && ambiguity == null) {
                Value key = history.key(draft.at());
                ambiguity = "the value " + Telling.cut(draft.read())
                        + (key.equals(Value.NIL) ? "" : " of key " + Telling.cut(key))
                        + " was read, and more than one operation may have written it";
            }
            return writer;
        }

        void number(boolean[] needed) {
            int[] numbers = new int[needed.length];
            Arrays.fill(numbers, NONE);
            int size = 0;
            for (int draft = 0; draft < needed.length; draft++) {
                numbers[draft] = needed[draft] ? size++ : NONE;
            }
            hides = hides(needed);
            Map<Integer, Integer> sessionOf = new HashMap<>();
            for (int draft = 0; draft < needed.length; draft++) {
                if (needed[draft]) {
                    int process = history.process(drafts.get(draft).at());
                    int session = sessionOf.computeIfAbsent(process, one -> sessionOf.size());
                    if (session == bySession.size()) {
                        bySession.add(new ArrayList<>());
                    }
                    List<Integer> own = bySession.get(session);
                    nodes.add(node(drafts.get(draft), session, own.size() + 1, numbers, size));
                    own.add(numbers[draft]);
                }
            }
        }

        private boolean hides(boolean[] needed) {
            Set<Integer> refusing = new HashSet<>();
            Set<Integer> leftOut = new HashSet<>();
            for (int draft = 0; draft < needed.length; draft++) {
                if (!needed[draft]) {
                    leftOut.add(drafts.get(draft).register());
                } else if (drafts.get(draft).refused() != null) {
                    refusing.add(drafts.get(draft).register());
                }
            }
            return !Collections.disjoint(refusing, leftOut);
        }

        private Node node(Draft draft, int session, int place, int[] numbers, int size) {
            int writer = writer(draft);
            int source = writer >= 0 ? numbers[writer] : NONE;
            if (writer == NONE && draft.read() != null && draft.read().equals(initial)) {
                source = size + draft.register();
            }
            return new Node(draft.at(), session, place, draft.register(), source, draft.written(), draft.refused());
        }
    }
}
