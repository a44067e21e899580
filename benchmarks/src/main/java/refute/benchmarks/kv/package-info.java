/**
 * The KV store beside etcd, on this machine.
 *
 * <p>Both are driven by the same load through the same contract, {@link refute.workloads.register.RegisterClient}, as three processes on
 * loopback without proxies, each with its data on the same disk, synchronised before a write is acknowledged. A
 * {@link refute.benchmarks.kv.Group} is one of them, running; a {@link refute.benchmarks.kv.LoadRound} is one measurement; and
 * {@link refute.benchmarks.kv.KvBesideEtcd} prints the table. {@link refute.benchmarks.kv.LeaderCrash} says what it costs when the leader
 * crashes, and {@link refute.benchmarks.kv.TracedKv} what it costs to record what the nodes do; neither needs etcd.
 */
@NullMarked
package refute.benchmarks.kv;

import org.jspecify.annotations.NullMarked;
