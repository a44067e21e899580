package refute.harness.run;

import java.time.Duration;
import refute.harness.system.Reads;
import refute.harness.workload.Workload;

/**
 * What clients do.
 *
 * @param workload which operations
 * @param workers how many processes invoke at once; positive
 * @param keys how many objects are in use at once; positive
 * @param ratePerSecond operations a second over all workers; 0 is as fast as it goes
 * @param timeLimit how long the main phase lasts
 * @param reads what reads ask for
 */
public record Load(Workload workload, int workers, int keys, double ratePerSecond, Duration timeLimit, Reads reads) {}
