/** The recovery rules, each with its crash, its torn tail or its flipped bit. */
@NullMarked
package refute.kv.storage;

import org.jspecify.annotations.NullMarked;
