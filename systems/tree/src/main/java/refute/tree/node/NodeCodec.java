package refute.tree.node;

import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;

/**
 * How nodes and changes are written. In a node, what all of its keys have in common is written once, in its bounds.
 *
 * <p>Bytes that no encoder wrote are an {@link IllegalStateException}: their CRC was right, so the mistake is ours.
 */
public final class NodeCodec {
    private static final int CAPPED = 1;
    private static final int INDEX = 2;

    private final boolean shortPrefix;

    public NodeCodec(Mutants mutants) {
        shortPrefix = mutants.has(Mutant.T21);
    }

    /** Returns the node as bytes. */
    public BytesWriter encode(Node node) {
        BytesWriter writer = new BytesWriter(node.bytes());
        Bounds bounds = node.bounds();
        int flags = (bounds.capped() ? CAPPED : 0) | (node instanceof IndexNode ? INDEX : 0);
        writer.putByte(flags).putBytes(bounds.lo()).putBytes(bounds.hi()).putNumber(bounds.next());
        switch (node) {
            case LeafNode leaf -> {
                writer.putNumber(written(leaf.prefix())).putNumber(leaf.count());
                for (int i = 0; i < leaf.count(); i++) {
                    writer.putRest(leaf.key(i), leaf.prefix()).putBytes(leaf.value(i));
                }
            }
            case IndexNode index -> {
                writer.putNumber(written(index.prefix()))
                        .putNumber(index.merging())
                        .putNumber(index.count());
                for (int i = 0; i < index.count(); i++) {
                    writer.putRest(index.key(i), index.prefix()).putNumber(index.child(i));
                }
            }
        }
        return writer;
    }

    private int written(int prefix) {
        return shortPrefix ? prefix & 0xff : prefix;
    }

    /** Returns the node that was written. */
    public Node decode(byte[] bytes, int from, int length) {
        BytesReader reader = new BytesReader(bytes, from, length);
        int flags = reader.getByte();
        Bounds bounds = new Bounds(reader.getBytes(), reader.getBytes(), reader.getNumber(), (flags & CAPPED) != 0);
        int prefix = reader.getCount();
        long merging = (flags & INDEX) != 0 ? reader.getNumber() : 0;
        int count = reader.getCount();
        byte[][] keys = new byte[count][];
        byte[][] values = new byte[(flags & INDEX) != 0 ? 0 : count][];
        long[] children = new long[(flags & INDEX) != 0 ? count : 0];
        for (int i = 0; i < count; i++) {
            keys[i] = reader.getRest(bounds.lo(), prefix);
            if ((flags & INDEX) != 0) {
                children[i] = reader.getNumber();
            } else {
                values[i] = reader.getBytes();
            }
        }
        reader.expectEnd();
        return (flags & INDEX) != 0
                ? new IndexNode(bounds, keys, children, merging)
                : new LeafNode(bounds, keys, values);
    }

    /** Returns the change as bytes. */
    public BytesWriter encode(Change change) {
        BytesWriter writer = new BytesWriter(change.bytes());
        switch (change) {
            case Change.Put put -> writer.putByte(1).putBytes(put.key()).putBytes(put.value());
            case Change.Remove remove -> writer.putByte(2).putBytes(remove.key());
            case Change.Link link ->
                writer.putByte(3).putBytes(link.separator()).putNumber(link.child());
            case Change.Intend intend -> writer.putByte(4).putNumber(intend.child());
            case Change.Cap ignored -> writer.putByte(5);
            case Change.Confirm confirm -> writer.putByte(6).putNumber(confirm.child());
        }
        return writer;
    }

    /** Returns the change that was written. */
    public Change decodeChange(byte[] bytes, int from, int length) {
        BytesReader reader = new BytesReader(bytes, from, length);
        int kind = reader.getByte();
        Change change = switch (kind) {
            case 1 -> new Change.Put(reader.getBytes(), reader.getBytes());
            case 2 -> new Change.Remove(reader.getBytes());
            case 3 -> new Change.Link(reader.getBytes(), reader.getNumber());
            case 4 -> new Change.Intend(reader.getNumber());
            case 5 -> new Change.Cap();
            case 6 -> new Change.Confirm(reader.getNumber());
            default -> throw new IllegalStateException("no change of kind " + kind);
        };
        reader.expectEnd();
        return change;
    }
}
