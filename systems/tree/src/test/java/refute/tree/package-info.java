/** The tree against a sorted map, against damage, failures and threads. */
@NullUnmarked
package refute.tree;

import org.jspecify.annotations.NullUnmarked;
