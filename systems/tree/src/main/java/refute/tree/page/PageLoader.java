package refute.tree.page;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import refute.tree.log.Log;
import refute.tree.node.Node;
import refute.tree.node.NodeCodec;
import refute.tree.storage.DamagedStoreException;

/** Makes a page's node from its messages in the log. */
final class PageLoader {
    private final Log log;
    private final NodeCodec codec;

    PageLoader(Log log, NodeCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    Node load(Page page) throws IOException {
        Building building = new Building(page.id());
        for (int i = 0; i < page.messages(); i++) {
            Parts.read(log.read(page.place(i), page.payloadBytes(i)), building);
        }
        Node node = building.node;
        if (node == null) {
            throw new DamagedStoreException(Log.FILE, 0, "page " + page.id() + " has no node");
        }
        return node;
    }

    private final class Building implements Parts.Visitor {
        private final long id;
        private @Nullable Node node;

        private Building(long id) {
            this.id = id;
        }

        @Override
        public void whole(long page, byte[] payload, int from, int length) {
            if (page == id) {
                node = codec.decode(payload, from, length);
            }
        }

        @Override
        public void change(long page, byte[] payload, int from, int length) {
            if (page == id && node != null) {
                node = codec.decodeChange(payload, from, length).applyTo(node);
            }
        }

        @Override
        public void free(long page) {
            // A page that is gone is not loaded.
        }
    }
}
