/**
 * What correct means for one object, as if clients took turns: sequential models.
 *
 * <p>A {@link refute.specs.model.Model} has an initial state and a pure {@code step}: given a state and a
 * {@link refute.specs.model.Call} (what was asked and what was answered), it lists the states after it, and none if such an
 * answer cannot be given there. Everything else (time, concurrency, crashes) is the business of the checkers that use it.
 *
 * <p>{@link refute.specs.model.Models} lists those that come with Refute by name. A model of your own is a class of twenty lines:
 *
 * <pre>{@code
 * record Toggle() implements Model<Boolean> {
 *     public String name() { return "toggle"; }
 *     public String description() { return "a lamp with one button"; }
 *     public List<String> functions() { return List.of("press", "look"); }
 *     public Boolean initial() { return false; }
 *     public List<Boolean> step(Boolean lit, Call call) {
 *         return switch (call.function()) {
 *             case "press" -> List.of(!lit);
 *             default -> call.answered(Value.of(lit)) ? List.of(lit) : List.of();
 *         };
 *     }
 * }
 * }</pre>
 */
@NullMarked
package refute.specs.model;

import org.jspecify.annotations.NullMarked;
