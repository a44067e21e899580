package refute.harness.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import refute.harness.generator.Request;
import refute.harness.system.Client;
import refute.harness.system.Reply;

/**
 * A client that is checked: what no client may answer is a failure of the harness, with all its problems, and never a
 * finding about the system.
 */
final class ValidatingClient implements Client {
    private final Client client;

    ValidatingClient(Client client) {
        this.client = client;
    }

    @Override
    public CompletionStage<Reply> invoke(Request request) {
        // A client written without null checking may answer null all the same.
        @Nullable CompletionStage<Reply> stage = client.invoke(request);
        if (stage == null) {
            throw bad(request, List.of("it answered null instead of a stage"));
        }
        return stage.thenApply(reply -> checked(request, reply));
    }

    @Override
    public void close() {
        client.close();
    }

    private Reply checked(Request request, @Nullable Reply reply) {
        List<String> problems = problems(reply);
        if (reply == null || !problems.isEmpty()) {
            throw bad(request, problems);
        }
        return reply;
    }

    @SuppressWarnings("ConstantValue")
    private static List<String> problems(@Nullable Reply reply) {
        List<String> problems = new ArrayList<>();
        switch (reply) {
            case null -> problems.add("the reply is null");
            case Reply.Ok ok -> {
                if (ok.value() == null) {
                    problems.add("ok without a value (nil is a value)");
                }
                if (ok.revision() < 0) {
                    problems.add("the revision is negative: " + ok.revision());
                }
            }
            case Reply.Fail fail -> requireReason("fail", fail.error(), problems);
            case Reply.Info info -> requireReason("info", info.error(), problems);
        }
        return problems;
    }

    private static void requireReason(String kind, @Nullable String error, List<String> problems) {
        if (error == null || error.isBlank()) {
            problems.add(kind + " without a reason");
        }
    }

    private HarnessFailure bad(Request request, List<String> problems) {
        List<String> all = new ArrayList<>(problems);
        all.add("to " + request);
        return new HarnessFailure("bad completion by " + client.getClass().getName(), all);
    }
}
