package refute.specs.session;

import java.util.ArrayList;
import java.util.List;
import refute.specs.session.Observations.Node;

/** Who wrote and who read each register, by session. Immutable. */
final class Registers {
    private final List<List<Writes>> writes = new ArrayList<>();
    private final List<List<Integer>> lastReaders = new ArrayList<>();

    /** The writes of one session to one register: their numbers and their places in the session, both ascending. */
    @SuppressWarnings("ArrayRecordComponent")
    record Writes(int session, int[] numbers, int[] places) {
        int first() {
            return numbers[0];
        }

        /** The last of them at or before a place; {@link Observations#NONE} if there is none. */
        int lastUpTo(int place) {
            int at = java.util.Arrays.binarySearch(places, place);
            int index = at >= 0 ? at : -at - 2;
            return index < 0 ? Observations.NONE : numbers[index];
        }
    }

    Registers(Observations observations) {
        List<List<Integer>> growing = new ArrayList<>();
        for (int register = 0; register < observations.registers(); register++) {
            writes.add(new ArrayList<>());
            growing.add(new ArrayList<>());
        }
        for (int source = 0; source < observations.size() + observations.registers(); source++) {
            lastReaders.add(new ArrayList<>());
        }
        for (int session = 0; session < observations.sessions().size(); session++) {
            gather(observations, session, growing);
        }
    }

    private void gather(Observations observations, int session, List<List<Integer>> growing) {
        List<Integer> touched = new ArrayList<>();
        for (int number : observations.sessions().get(session)) {
            Node node = observations.node(number);
            if (node.reads()) {
                List<Integer> readers = lastReaders.get(node.source());
                if (!readers.isEmpty() && observations.node(readers.getLast()).session() == session) {
                    readers.removeLast();
                }
                readers.add(number);
            }
            if (node.writes()) {
                List<Integer> own = growing.get(node.register());
                if (own.isEmpty()) {
                    touched.add(node.register());
                }
                own.add(number);
            }
        }
        for (int register : touched) {
            List<Integer> own = growing.get(register);
            int[] numbers = own.stream().mapToInt(number -> number).toArray();
            int[] places = own.stream()
                    .mapToInt(number -> observations.node(number).place())
                    .toArray();
            writes.get(register).add(new Writes(session, numbers, places));
            own.clear();
        }
    }

    /** The writes of a register, of each session that made some. */
    List<Writes> writes(int register) {
        return writes.get(register);
    }

    /** Of each session that read this write, or this initial value, the last operation that did. */
    List<Integer> lastReaders(int source) {
        return lastReaders.get(source);
    }
}
