package refute.specs.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import refute.specs.session.Observations.Node;

/**
 * Looks for one order of all operations, session by session, in which each read sees the last write before it.
 *
 * <p>Depth first over how far each session has come and who wrote each register last; a state is visited once. What only reads is taken as soon as it can be,
 * which never hurts. A write waits for what must come before it, and for all readers of the value that it overwrites, whom nobody can serve any
 * more later; of those that can go, the one invoked first is tried first, as most systems are right most of the time. Owned by one
 * thread. Not final for the mutants of the tests.
 */
class SequentialSearch {
    /** How it ended. */
    enum End {
        FOUND,
        NONE,
        STOPPED
    }

    private final Observations observations;
    private final Orders orders;
    private final BooleanSupplier spent;
    private final long bytesMax;
    private final int[] place;
    private final int[] current;
    /** By write, what its register held before it. */
    private final int[] overwritten;

    private final int[] waitingFor;
    private final int[] readersLeft;
    private final int[] done;
    private int doneCount;
    private int furthest;
    private List<Integer> stuck = List.of();
    private final Set<State> visited = new HashSet<>();

    /** Where the search stands, compared by content. */
    private record State(List<Integer> content) {}

    /** A choice that was made: how many operations were done before it, and what else could have been chosen. */
    private record Choice(int doneBefore, List<Integer> left) {}

    SequentialSearch(Observations observations, Orders orders, BooleanSupplier spent, long bytesMax) {
        this.observations = observations;
        this.orders = orders;
        this.spent = spent;
        this.bytesMax = bytesMax;
        this.place = new int[observations.sessions().size()];
        this.current = new int[observations.registers()];
        Arrays.setAll(current, observations::initial);
        this.overwritten = new int[observations.size()];
        this.waitingFor = new int[observations.size()];
        for (int edge = 0; edge < orders.size(); edge++) {
            if (observations.isOperation(orders.earlier(edge)) && observations.isOperation(orders.later(edge))) {
                waitingFor[orders.later(edge)]++;
            }
        }
        this.readersLeft = new int[observations.size() + observations.registers()];
        for (int number = 0; number < observations.size(); number++) {
            if (observations.node(number).reads()) {
                readersLeft[observations.node(number).source()]++;
            }
        }
        this.done = new int[observations.size()];
    }

    End run() {
        List<Choice> choices = new ArrayList<>();
        while (true) {
            takeReads();
            if (doneCount == done.length) {
                return End.FOUND;
            }
            if (spent.getAsBoolean() || 24L * visited.size() * (place.length + current.length) > bytesMax) {
                return End.STOPPED;
            }
            List<Integer> possible = visited.add(state()) ? possibleWrites() : new ArrayList<>();
            noteFurthest();
            choices.add(new Choice(doneCount, possible));
            while (choices.getLast().left().isEmpty()) {
                choices.removeLast();
                if (choices.isEmpty()) {
                    return End.NONE;
                }
                undoTo(choices.getLast().doneBefore());
            }
            take(choices.getLast().left().removeFirst());
        }
    }

    /** The operations found in order, once one was found. */
    int[] order() {
        return done.clone();
    }

    /** What each session would have done next where the search came furthest. */
    List<Integer> stuck() {
        return stuck;
    }

    private void noteFurthest() {
        if (doneCount >= furthest) {
            furthest = doneCount;
            stuck = heads();
        }
    }

    private List<Integer> heads() {
        return IntStream.range(0, place.length)
                .filter(session -> place[session] < observations.sessions().get(session).length)
                .mapToObj(session -> observations.sessions().get(session)[place[session]])
                .toList();
    }

    private void takeReads() {
        boolean again = true;
        while (again) {
            again = false;
            for (int session = 0; session < place.length; session++) {
                int[] own = observations.sessions().get(session);
                while (place[session] < own.length
                        && !observations.node(own[place[session]]).writes()
                        && canGo(own[place[session]])) {
                    take(own[place[session]]);
                    again = true;
                }
            }
        }
    }

    private List<Integer> possibleWrites() {
        return new ArrayList<>(heads().stream()
                .filter(number -> observations.node(number).writes() && canGo(number))
                .sorted(Comparator.comparingInt(
                        number -> observations.node(number).at()))
                .toList());
    }

    private boolean canGo(int number) {
        Node node = observations.node(number);
        int now = current[node.register()];
        boolean free = !node.writes() || readersLeft[now] == (node.reads() ? 1 : 0);
        return waitingFor[number] == 0 && free && sees(node, now);
    }

    /** Whether an operation may find what this source wrote. */
    boolean sees(Node node, int source) {
        boolean refuses = node.refused() != null && observations.valueOf(source).equals(node.refused());
        return !refuses && (!node.reads() || node.source() == source);
    }

    private void take(int number) {
        Node node = observations.node(number);
        place[node.session()]++;
        done[doneCount++] = number;
        if (node.reads()) {
            readersLeft[node.source()]--;
        }
        if (node.writes()) {
            overwritten[number] = current[node.register()];
            current[node.register()] = number;
        }
        release(number, -1);
    }

    private void undoTo(int count) {
        while (doneCount > count) {
            int number = done[--doneCount];
            Node node = observations.node(number);
            place[node.session()]--;
            if (node.reads()) {
                readersLeft[node.source()]++;
            }
            if (node.writes()) {
                current[node.register()] = overwritten[number];
            }
            release(number, 1);
        }
    }

    private void release(int number, int change) {
        for (int edge : orders.leaving(number)) {
            if (observations.isOperation(orders.later(edge))) {
                waitingFor[orders.later(edge)] += change;
            }
        }
    }

    private State state() {
        return new State(IntStream.concat(Arrays.stream(place), Arrays.stream(remembered(current)))
                .boxed()
                .toList());
    }

    /** What of the registers tells states apart: all of it. */
    int[] remembered(int[] registers) {
        return registers;
    }
}
