package refute.specs.linear;

import java.util.Arrays;

/**
 * Both ends of operations in the order of time. Each is the number of the operation doubled, plus one for its return; operations that are
 * {@linkplain Operations#OPEN open} have no return. Stateless.
 */
final class Ends {
    /** With more operations than this open at once, moving one return past the others is dearer than sorting. */
    private static final int WAITING_MAX = 1024;

    private Ends() {}

    /**
     * @param invoked positions of invocations, ascending
     * @param returned positions of returns, none of them equal to another or to an invocation; or {@link Operations#OPEN}
     */
    static int[] inOrder(int[] invoked, int[] returned) {
        int[] ends = new int[2 * invoked.length];
        int count = 0;
        // Operations that have not returned, those that return first in front: an insertion sort, for there are few.
        int[] waiting = new int[16];
        int first = 0;
        int last = 0;
        for (int o = 0; o < invoked.length; o++) {
            while (first < last && returned[waiting[first]] < invoked[o]) {
                ends[count++] = 2 * waiting[first++] + 1;
            }
            ends[count++] = 2 * o;
            if (returned[o] == Operations.OPEN) {
                continue;
            }
            if (last - first == WAITING_MAX) {
                return sorted(invoked, returned);
            }
            if (last == waiting.length) {
                last -= first;
                int[] longer = new int[Math.max(waiting.length, 2 * last)];
                System.arraycopy(waiting, first, longer, 0, last);
                waiting = longer;
                first = 0;
            }
            int place = last++;
            for (; place > first && returned[waiting[place - 1]] > returned[o]; place--) {
                waiting[place] = waiting[place - 1];
            }
            waiting[place] = o;
        }
        for (; first < last; first++) {
            ends[count++] = 2 * waiting[first] + 1;
        }
        return count == ends.length ? ends : Arrays.copyOf(ends, count);
    }

    private static int[] sorted(int[] invoked, int[] returned) {
        long[] ends = new long[2 * invoked.length];
        int count = 0;
        for (int o = 0; o < invoked.length; o++) {
            ends[count++] = ((long) invoked[o] << 32) | (2L * o);
            if (returned[o] != Operations.OPEN) {
                ends[count++] = ((long) returned[o] << 32) | (2L * o + 1);
            }
        }
        Arrays.sort(ends, 0, count);
        return Arrays.stream(ends, 0, count).mapToInt(end -> (int) end).toArray();
    }
}
