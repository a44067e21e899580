/**
 * What correct means, in TLA+, and TLC, which checks it.
 *
 * <p>A {@link refute.specs.tla.Spec} is a TLA+ module with models (constants and properties, in TLC's own format) and mutants: each spec has
 * a constant {@code Mutant}, and every value of it but {@code "none"} is a bug that TLC must find. {@link refute.specs.tla.Specs} knows those
 * that Refute carries. A {@link refute.specs.tla.ModelCheck} runs TLC on one {@link refute.specs.tla.CheckTask}, in this process or another
 * ({@link refute.specs.tla.Tlc}), and ends with a {@link refute.specs.tla.Finding}; one that is invalid has a
 * {@link refute.specs.tla.Counterexample}, whose {@link refute.specs.tla.Change}s say what each step did.
 *
 * <pre>{@code
 * Spec bank = Specs.named("Bank");
 * Path module = bank.writeTo(folder);
 * CheckTask task = CheckTask.of(module, bank.writeModel(folder, bank.model("small"), "none"), 2);
 * CheckOutcome result = new ModelCheck(Tlc.inProcess(), task, figures -> {}).run();
 * }</pre>
 *
 * <p>TLC speaks the same marked messages in process and through a pipe, so there is one reader of them ({@code ToolOutput},
 * {@code Hearing}). Left out: TLC's distributed mode, its depth-first mode, and its debugger.
 */
@NullMarked
package refute.specs.tla;

import org.jspecify.annotations.NullMarked;
