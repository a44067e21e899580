/**
 * Stored runs in a browser: a small HTTP server on loopback that only reads.
 *
 * <p>{@link refute.cli.serve.StoreServer} is the way in. It knows paths and browsers, and nothing of runs: what an index, a comparison or a
 * report looks like comes from {@link refute.cli.serve.Pages}. Any web site that is open in a browser can send requests to loopback, or
 * give its own name the address 127.0.0.1 (DNS rebinding); so each request passes the {@code Gate}, which looks at Host, Origin and
 * what browsers say of where a request comes from. What a run folder holds may come from anybody; so its files are sent with a policy under
 * which a page can load nothing and belongs to no origin, and {@code StoredFile} follows no link out of the store.
 *
 * <p>Who may open a connection on this machine may read the store: there is no password.
 */
@NullMarked
package refute.cli.serve;

import org.jspecify.annotations.NullMarked;
