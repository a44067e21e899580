package refute.specs.ordered;

import java.util.List;
import java.util.Optional;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * Whether who subscribes to a prefix hears of each change under it once, in order, none lost between the subscription and its end.
 *
 * <p>The functions are {@code subscribe} with a prefix, {@code take} and {@code unsubscribe} with a list of pairs of a key and its new value ({@code NIL}: it
 * was taken out), {@code put} and {@code remove}, which answer the value before. Values that are put are unique within their key. What a subscription
 * owes is read off its answered calls alone: one whose answer nobody knows, and a crash, end it.
 *
 * <p>Valid says that the subscription, its events and its calls, in this order, agree with real time, that each event has its change, that of each key each event
 * follows the one that its change says it followed, and that every change that must be among them is. Time is changes times subscriptions.
 */
public final class SubscriptionChecker implements Checker {
    @Override
    public String name() {
        return "subscription";
    }

    @Override
    public String description() {
        return "who listens to a prefix hears of each change under it once, in order, none lost";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        History history = evidence.history().clients();
        List<Stream> streams = Stream.all(history);
        Changes changes = Changes.of(history);
        for (Stream stream : streams) {
            Optional<Witness> wrong = new StreamJudge(stream, changes).judge();
            if (wrong.isPresent()) {
                return CheckResult.invalid(name(), wrong.get().sentence(), List.of(wrong.get()));
            }
        }
        long events = streams.stream()
                .flatMap(stream -> stream.takes().stream())
                .mapToLong(take -> take.events().size())
                .sum();
        return events == 0
                ? CheckResult.unknown(name(), "nobody heard of any change")
                : CheckResult.valid(
                                name(),
                                "all " + streams.size()
                                        + " subscriptions heard of each change under their prefix once, in order")
                        .with("subscriptions", Value.of(streams.size()))
                        .with("events", Value.of(events));
    }
}
