package refute.tree.page;

import refute.tree.node.BytesReader;
import refute.tree.node.BytesWriter;
import refute.tree.node.Change;
import refute.tree.node.Node;
import refute.tree.node.NodeCodec;

/**
 * How changes of pages lie in a message: one part after the other, each with its kind, page and bytes. What is in one message happens at once:
 * a crash leaves all of it or nothing. What needs several messages stands between one that begins it and one that ends it.
 */
final class Parts {
    private static final int WHOLE = 1;
    private static final int CHANGE = 2;
    private static final int FREE = 3;
    private static final int BEGIN = 4;
    private static final int END = 5;

    private final NodeCodec codec;
    private final BytesWriter writer;

    /** A message that is being written. */
    Parts(NodeCodec codec, int initialBytes) {
        this.codec = codec;
        this.writer = new BytesWriter(initialBytes);
    }

    /** A page has this node now, whatever was before. */
    Parts whole(long page, Node node) {
        put(WHOLE, page, codec.encode(node));
        return this;
    }

    /** A page has changed. */
    Parts change(long page, Change change) {
        put(CHANGE, page, codec.encode(change));
        return this;
    }

    private void put(int kind, long page, BytesWriter content) {
        writer.putByte(kind).putNumber(page).putNumber(content.size()).putAll(content);
    }

    /** A page is gone. */
    Parts free(long page) {
        writer.putByte(FREE).putNumber(page);
        return this;
    }

    /** Returns a message: what follows, up to {@link #end}, belongs together. */
    static byte[] begin() {
        return new byte[] {BEGIN};
    }

    /** Returns a message: all that belongs together is there. */
    static byte[] end() {
        return new byte[] {END};
    }

    static boolean isEnd(byte[] payload) {
        return payload.length == 1 && payload[0] == END;
    }

    /** Returns the array that begins with the message. */
    byte[] array() {
        return writer.array();
    }

    /** Returns how long the message is. */
    int size() {
        return writer.size();
    }

    /** Hears of the parts of a message. */
    interface Visitor {
        void whole(long page, byte[] payload, int from, int length);

        void change(long page, byte[] payload, int from, int length);

        void free(long page);

        default void begin() {}

        default void end() {}
    }

    static void read(byte[] payload, Visitor visitor) {
        BytesReader reader = new BytesReader(payload, 0, payload.length);
        while (!reader.isAtEnd()) {
            int kind = reader.getByte();
            if (kind == BEGIN) {
                visitor.begin();
                continue;
            }
            if (kind == END) {
                visitor.end();
                continue;
            }
            long page = reader.getNumber();
            if (kind == FREE) {
                visitor.free(page);
                continue;
            }
            int length = reader.getCount();
            int from = reader.skip(length);
            switch (kind) {
                case WHOLE -> visitor.whole(page, payload, from, length);
                case CHANGE -> visitor.change(page, payload, from, length);
                default -> throw new IllegalStateException("no part of kind " + kind);
            }
        }
    }
}
