/** etcd, unmodified. */
@NullMarked
package refute.systems.etcd;

import org.jspecify.annotations.NullMarked;
