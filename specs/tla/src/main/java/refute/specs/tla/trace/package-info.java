/**
 * Trace conformance: whether what a system recorded of itself is a behaviour of its spec.
 *
 * <p>A spec {@code NAME} whose traces can be judged has a module {@code NAMEStep} beside it, with an operator {@code Step(e)}: the one action
 * of the spec that an event {@code e} reports, and what was observed after it. {@code NAMEStep.json} is its
 * {@link refute.specs.tla.trace.TraceVocabulary}: which events there are, and what is said of each.
 *
 * <p>A {@link refute.specs.tla.trace.TraceReader} takes apart lines; a {@link refute.specs.tla.trace.TraceSurvey} goes over all of them once,
 * lists everything that is wrong with them, and knows afterwards who takes part. A {@link refute.specs.tla.trace.Conformance} then follows
 * the trace, event by event: a {@link refute.specs.tla.trace.StepEngine} asks TLC's own evaluator for the states to which
 * {@code Step(e)} leads, with {@code e} bound, so that nothing is generated that the event does not say. More than one state may remain
 * possible; when none is left the trace does not conform, and a {@link refute.specs.tla.trace.Refusal} says at which conjunct.
 *
 * <pre>{@code
 * TraceSpec raft = TraceSpec.of(Specs.named("Raft"));
 * TraceSurvey survey = TraceSurvey.of(raft.vocabulary(), source);
 * try (Conformance conformance = Conformance.open(raft, survey.cast())) {
 *     ConformanceResult result = conformance.judge(source, CheckBudget.standard());
 * }
 * }</pre>
 *
 * <p>Where in a line things stand is the {@link refute.specs.tla.trace.TraceVocabulary.Layout} of the vocabulary: ours, or that of
 * go.etcd.io/raft.
 *
 * <p>Left out: steps that leave no event, and events that are only partly ordered; the store's trace has neither.
 */
@NullMarked
package refute.specs.tla.trace;

import org.jspecify.annotations.NullMarked;
