/** What must live in a package of TLC's to be let at its evaluator. */
@NullMarked
package tlc2.tool.impl;

import org.jspecify.annotations.NullMarked;
