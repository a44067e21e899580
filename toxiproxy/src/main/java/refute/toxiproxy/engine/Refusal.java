package refute.toxiproxy.engine;

/** A request that was not carried out; message and status are those of Toxiproxy's API. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;

    /** A refusal with this HTTP status. */
    public Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What the message says. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** No proxy of that name. */
    public static Refusal noSuchProxy() {
        return new Refusal(404, "proxy not found");
    }

    /** No toxic of that name. */
    public static Refusal noSuchToxic() {
        return new Refusal(404, "toxic not found");
    }

    /** The name is taken by another proxy. */
    public static Refusal proxyExists() {
        return new Refusal(409, "proxy already exists");
    }

    /** The name is taken by another toxic of the proxy. */
    public static Refusal toxicExists() {
        return new Refusal(409, "toxic already exists");
    }
}
