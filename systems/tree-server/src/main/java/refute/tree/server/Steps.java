package refute.tree.server;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.tree.Transaction;
import refute.tree.Tree;
import refute.tree.TreeStore;
import refute.tree.wire.v1.Failure;
import refute.tree.wire.v1.Found;
import refute.tree.wire.v1.Step;

/** The steps of a transaction, as a client asks for them. */
final class Steps {
    private static final int STEPS_MAX = 1000;

    private Steps() {}

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Planned(Tree tree, byte[] key, Step step) {}

    /** Takes all of them at one instant; returns what each key had before its step. */
    static List<Found> take(TreeStore store, List<Step> steps) throws Refusal {
        if (steps.isEmpty() || steps.size() > STEPS_MAX) {
            throw new Refusal(
                    Failure.Code.INVALID, false, "a transaction has 1 to " + STEPS_MAX + " steps, not " + steps.size());
        }
        List<Planned> planned = new ArrayList<>();
        for (Step step : steps) {
            planned.add(new Planned(
                    TreeService.tree(store, step.getTree()), step.getKey().toByteArray(), step));
        }
        if (planned.size() == 1 && steps.getFirst().getChangeCase() == Step.ChangeCase.CHANGE_NOT_SET) {
            // What is read alone needs no instant in common with anything.
            Planned only = planned.getFirst();
            return List.of(found(only.tree().get(only.key())));
        }
        return store.transact(transaction ->
                planned.stream().map(one -> taken(transaction, one)).toList());
    }

    private static Found taken(Transaction transaction, Planned one) {
        Optional<byte[]> before = transaction.get(one.tree(), one.key());
        switch (one.step().getChangeCase()) {
            case PUT ->
                transaction.put(one.tree(), one.key(), one.step().getPut().toByteArray());
            case REMOVE -> transaction.remove(one.tree(), one.key());
            case APPEND ->
                transaction.put(
                        one.tree(),
                        one.key(),
                        before.map(ByteString::copyFrom)
                                .orElse(ByteString.EMPTY)
                                .concat(one.step().getAppend())
                                .toByteArray());
            case CHANGE_NOT_SET -> {
                // It is only read.
            }
        }
        return found(before);
    }

    private static Found found(Optional<byte[]> value) {
        Found.Builder found = Found.newBuilder();
        value.ifPresent(its -> found.setValue(ByteString.copyFrom(its)));
        return found.build();
    }
}
