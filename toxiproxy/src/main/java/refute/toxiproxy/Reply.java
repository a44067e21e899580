package refute.toxiproxy;

import java.util.Optional;
import refute.toxiproxy.engine.Refusal;

/**
 * An HTTP answer before it is sent.
 *
 * @param status the HTTP status
 * @param contentType the header, if there is a body
 * @param body the body, possibly empty
 */
record Reply(int status, Optional<String> contentType, String body) {

    private static final String TEXT = "text/plain; charset=utf-8";

    static Reply json(int status, String body) {
        return new Reply(status, Optional.of("application/json"), body);
    }

    static Reply text(String contentType, String body) {
        return new Reply(200, Optional.of(contentType), body);
    }

    static Reply empty(int status) {
        return new Reply(status, Optional.empty(), "");
    }

    /** Errors are JSON that is labelled as plain text: Go's {@code http.Error} overwrites the type. */
    static Reply error(Refusal refusal) {
        return plainError(refusal.status(), Answers.error(refusal));
    }

    static Reply plainError(int status, String text) {
        return new Reply(status, Optional.of(TEXT), text + "\n");
    }

    boolean isPlainError() {
        return status >= 400 && contentType.equals(Optional.of(TEXT));
    }
}
