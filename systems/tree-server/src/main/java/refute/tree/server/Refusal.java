package refute.tree.server;

import refute.tree.wire.v1.Failure;

/** A request ends with this failure. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    Refusal(Failure.Code code, boolean mayHaveHappened, String message) {
        super(message);
        this.failure = Failure.newBuilder()
                .setCode(code)
                .setMayHaveHappened(mayHaveHappened)
                .setMessage(message)
                .build();
    }

    Failure failure() {
        return failure;
    }
}
