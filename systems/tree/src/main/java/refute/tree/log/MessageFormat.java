package refute.tree.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;

/**
 * How messages lie in a segment: 4 bytes of CRC-32C, 1 byte of kind and 3 of length, the payload, and zeros up to a multiple of 8.
 *
 * <p>The CRC covers kind, length and payload, and is mixed with the message's place and the log's incarnation.
 */
final class MessageFormat {
    static final int HEADER_BYTES = 8;
    static final int ALIGNMENT = 8;
    static final int PAYLOAD_MAX = (1 << 24) - 1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final boolean placed;

    MessageFormat(Mutants mutants) {
        placed = !mutants.has(Mutant.T09);
    }

    /** What a message is. The numbers are part of the format. */
    enum Kind {
        /** Changes of pages, for {@code refute.tree.page}. */
        PAGES(1),
        /** A reservation that lost its race. */
        CANCELED(2),
        /** Eight bytes: up to there the log was stable when this was reserved. */
        CLAIM(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** Returns how many bytes a message takes. */
    static int sizeOf(int payloadBytes) {
        return (HEADER_BYTES + payloadBytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    static long getLong(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    static int getInt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static void putInt(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    /** Writes the header before, and the zeros after, a payload that is in its place. */
    void seal(byte[] bytes, int at, Kind kind, int length, long lsn, long incarnation) {
        putInt(bytes, at + 4, (kind.number << 24) | length);
        Arrays.fill(bytes, at + HEADER_BYTES + length, at + sizeOf(length), (byte) 0);
        putInt(bytes, at, crc(bytes, at, length, lsn, incarnation));
    }

    /** Returns the length of the payload of a good message at that place, of which no more than up to {@code end} is there; -1 if there is none. */
    int check(byte[] bytes, int at, int end, long lsn, long incarnation) {
        if (end - at < HEADER_BYTES) {
            return -1;
        }
        int length = length(bytes, at);
        if (sizeOf(length) > end - at || kindOf(bytes, at) == null) {
            return -1;
        }
        for (int i = at + HEADER_BYTES + length; i < at + sizeOf(length); i++) {
            if (bytes[i] != 0) {
                return -1;
            }
        }
        return getInt(bytes, at) == crc(bytes, at, length, lsn, incarnation) ? length : -1;
    }

    /** Returns the length that a header names, whether or not there is a message. */
    static int length(byte[] bytes, int at) {
        return getInt(bytes, at + 4) & PAYLOAD_MAX;
    }

    static @org.jspecify.annotations.Nullable Kind kindOf(byte[] bytes, int at) {
        return switch (bytes[at + 4]) {
            case 1 -> Kind.PAGES;
            case 2 -> Kind.CANCELED;
            case 3 -> Kind.CLAIM;
            default -> null;
        };
    }

    private int crc(byte[] bytes, int at, int length, long lsn, long incarnation) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at + 4, 4 + length);
        return (int) crc.getValue() ^ (placed ? place(lsn, incarnation) : 0);
    }

    /** The finaliser of SplitMix64: places and incarnations that are near have nothing in common. */
    private static int place(long lsn, long incarnation) {
        long z = lsn * 0x9e3779b97f4a7c15L + incarnation;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z = (z ^ (z >>> 31)) + incarnation * 0x9e3779b97f4a7c15L;
        return (int) (z ^ (z >>> 32));
    }
}
