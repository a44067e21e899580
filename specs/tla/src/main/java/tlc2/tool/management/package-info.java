/** The place of what TLC tells the Java virtual machine of itself. */
@NullMarked
package tlc2.tool.management;

import org.jspecify.annotations.NullMarked;
