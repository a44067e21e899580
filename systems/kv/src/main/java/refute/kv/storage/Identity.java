package refute.kv.storage;

import refute.kv.BytesReader;
import refute.kv.BytesWriter;
import refute.kv.GroupId;
import refute.kv.NodeId;

/**
 * Whose files these are. Every file begins with it.
 *
 * @param cluster the cluster's name
 * @param node the node
 * @param group the group
 * @param version the version of the format
 */
public record Identity(String cluster, NodeId node, GroupId group, int version) {
    /** The version that this code writes and reads. */
    public static final int VERSION = 1;

    /** Returns the identity in the present version. */
    public static Identity of(String cluster, NodeId node, GroupId group) {
        return new Identity(cluster, node, group, VERSION);
    }

    void encode(BytesWriter out) {
        // The version first, so that any version can say which it is.
        out.putNumber(version).putText(cluster).putNumber(node.number()).putNumber(group.number());
    }

    static Identity decode(BytesReader in) {
        int version = (int) in.getNumber();
        return new Identity(in.getText(), NodeId.of((int) in.getNumber()), new GroupId((int) in.getNumber()), version);
    }

    @Override
    public String toString() {
        return "cluster '" + cluster + "', node " + node + ", group " + group + ", format version " + version;
    }
}
