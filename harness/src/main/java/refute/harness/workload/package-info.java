/**
 * What clients do: the contract of a workload. The workloads themselves are the module {@code workloads}.
 */
@NullMarked
package refute.harness.workload;

import org.jspecify.annotations.NullMarked;
