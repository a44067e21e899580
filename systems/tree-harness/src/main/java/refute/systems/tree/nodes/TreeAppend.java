package refute.systems.tree.nodes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.workloads.append.AppendClient;
import refute.workloads.append.ListTransaction;
import refute.workloads.append.Step;

/**
 * Transactions over lists, spread over several trees, so that most of them are about more than one. A list is the value of a key: its elements, each with a comma behind it.
 * Durable, reads too, for the same reason as with registers.
 */
record TreeAppend(TreeLink link) implements AppendClient {
    private static final List<String> TREES = List.of("lists-a", "lists-b", "lists-c");
    private static final String END = ",";

    @Override
    public CompletionStage<Reply> run(ListTransaction transaction) {
        List<TreeCall.Step> steps =
                transaction.steps().stream().map(TreeAppend::call).toList();
        return Replies.of(
                link,
                new TreeCall.Transact(steps, true),
                TreeAnswer.Transacted.class,
                answer -> Reply.ok(answered(transaction, answer), answer.life()));
    }

    private static TreeCall.Step call(Step step) {
        String key = TreeValues.encode(step.key());
        String tree = TREES.get(Math.floorMod(key.hashCode(), TREES.size()));
        return switch (step) {
            case Step.Append append ->
                new TreeCall.Step(tree, key, Optional.of(TreeValues.encode(append.element()) + END));
            case Step.Read read -> new TreeCall.Step(tree, key, Optional.empty());
        };
    }

    private static Value answered(ListTransaction transaction, TreeAnswer.Transacted answer) {
        List<Value> answers = new ArrayList<>();
        for (int i = 0; i < transaction.steps().size(); i++) {
            answers.add(transaction.steps().get(i).answered(list(answer.before().get(i))));
        }
        return Value.of(answers);
    }

    private static List<Value> list(Optional<String> value) {
        return value.map(text ->
                        Arrays.stream(text.split(END)).map(TreeValues::decode).toList())
                .orElse(List.of());
    }

    @Override
    public void close() {
        link.close();
    }
}
