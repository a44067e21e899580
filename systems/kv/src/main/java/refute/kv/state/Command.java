package refute.kv.state;

import refute.kv.Bytes;

/**
 * An operation and, if it is to happen exactly once, its place in a session.
 *
 * @param client the session's id, or 0 for none
 * @param sequence the number of the command within the session, from 1, rising by one; 0 without a session
 * @param operation what to do
 */
public record Command(long client, long sequence, Operation operation) {
    public Command {
        if (client < 0 || sequence < 0 || client == 0 != (sequence == 0)) {
            throw new IllegalArgumentException("not a place in a session: client " + client + ", sequence " + sequence);
        }
    }

    /** Returns the operation without a session. */
    public static Command of(Operation operation) {
        return new Command(0, 0, operation);
    }

    /** Returns whether the command belongs to a session. */
    public boolean hasSession() {
        return client != 0;
    }

    /** Returns the command as the payload of a log entry. */
    public Bytes encode() {
        return CommandCodec.encode(this);
    }

    /**
     * Returns the command of a payload.
     *
     * @throws refute.kv.MalformedBytesException if the payload is none
     */
    public static Command decode(Bytes payload) {
        return CommandCodec.decode(payload);
    }
}
