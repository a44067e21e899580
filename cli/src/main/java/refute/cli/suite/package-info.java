/**
 * Suites: what a file of scenarios with matrices asks for, who runs which part of it, and what came of it. Nothing is executed here.
 *
 * <p>{@link refute.cli.suite.SuiteFile} reads a file into a {@link refute.cli.suite.Suite}, whose scenarios ({@link refute.cli.suite.Matrix})
 * unfold into {@link refute.cli.suite.Cell}s: a choice of everything that varies, and a seed. What a key means is not known here: each is an
 * option of {@code refute run}, a cell is the words of such a call, and so there is but one way in which a scenario is understood and run.
 * {@link refute.cli.suite.Shard} takes its share of the cells; {@link refute.cli.suite.Results} keeps what came of each, one line a cell, as it
 * ends; {@link refute.cli.suite.Baseline} reads such lines of another time.
 *
 * <pre>{@code
 * scenarios:
 *   - name: kv-storms          # 2 * 2 * 10 cells, such as "kv-storms nodes=3 nemesis=kill seed=7"
 *     system: kv
 *     world: simulation
 *     nodes: [3, 5]
 *     nemesis: [kill, "partition,pause"]
 *     seeds: 1..10
 * }</pre>
 *
 * <p>Files come from people: all that is wrong with one is told at once, each with its line, and every number is bounded before anything of
 * that size is made.
 */
@NullMarked
package refute.cli.suite;

import org.jspecify.annotations.NullMarked;
