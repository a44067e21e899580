/**
 * Knossos, both ways.
 *
 * <p>{@link refute.specs.knossos.KnossosChecker} lets the real Knossos judge our histories: the engine {@code knossos} of
 * {@code refute check}, and the peer that our own engine is compared with. A {@link refute.specs.knossos.Knossos} is one that was found
 * on a class path; the Clojure namespace {@code refute.specs.knossos.search} beside it races both of its algorithms, and says which
 * was first.
 *
 * <p>The other way, the namespace {@code refute.checker} gives Jepsen's tests our engine: {@code (refute.checker/linearizable {:model
 * (knossos.model/cas-register)})} is a {@code jepsen.checker/Checker}.
 *
 * <p>Nothing here is compiled against Clojure, Knossos or Jepsen. All three are what the user puts on the class path, at the version of
 * the user's choice; {@code docs/knossos.md} has the steps.
 */
@NullMarked
package refute.specs.knossos;

import org.jspecify.annotations.NullMarked;
