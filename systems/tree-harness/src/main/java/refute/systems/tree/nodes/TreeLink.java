package refute.systems.tree.nodes;

import java.util.concurrent.CompletionStage;

/** A process's way to the tree: at most one request for each call. */
public interface TreeLink extends AutoCloseable {
    CompletionStage<TreeAnswer> ask(TreeCall call);

    @Override
    void close();
}
