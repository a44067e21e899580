package refute.harness.history;

/** The first byte of a value in a file. Never renumbered: old files stay readable. */
final class ValueTag {
    static final int NIL = 0;
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int INT = 3;
    static final int REAL = 4;
    static final int TEXT = 5;
    static final int KEYWORD = 6;
    static final int VEC = 7;
    static final int DICT = 8;
    /** From here to 255 the tag is the number itself: histories are full of small ones. */
    static final int SMALL = 16;

    static final long SMALL_LEAST = -16;
    static final long SMALL_GREATEST = SMALL_LEAST + 255 - SMALL;

    private ValueTag() {}
}
