package refute.harness.run;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.Schedule;
import refute.harness.world.Cluster;

/**
 * Follows the schedule: injects each fault and heals it when its time has come, one after the other, and writes both into the
 * history as operations of the nemesis. When it is told to stop, it heals what is in force and ends.
 */
final class NemesisWorker implements Runnable {
    private final Schedule schedule;
    private final Interpreter interpreter;
    private final LongSupplier clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final FaultsInForce faults;

    NemesisWorker(
            Schedule schedule,
            FaultInjector injector,
            Cluster cluster,
            Interpreter interpreter,
            LongSupplier clock,
            Consumer<String> listener) {
        this.schedule = schedule;
        this.interpreter = interpreter;
        this.clock = clock;
        this.faults = new FaultsInForce(injector, cluster, interpreter, clock, listener);
    }

    /** The faults that are in force now, in words. */
    List<String> inForce() {
        return faults.describing();
    }

    /** Asks it to heal everything and end, without waiting for that. */
    void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        try {
            for (Moment moment : Moment.of(schedule)) {
                if (stopping.await(Math.max(0, moment.nanos() - clock.getAsLong()), TimeUnit.NANOSECONDS)) {
                    break;
                }
                if (moment.begins()) {
                    faults.inject(moment.fault());
                } else {
                    faults.heal(moment.fault().id());
                }
            }
        } catch (InterruptedException e) {
            interpreter.note("the nemesis was interrupted");
        } catch (Throwable e) {
            interpreter.fail(e);
        } finally {
            faults.healAll();
            ended.countDown();
        }
    }

    /**
     * Waits until it has healed everything and ended; {@link #stop} comes before.
     *
     * @return what was injected, in the order of the starts
     * @throws HarnessFailure if it does not end in that time
     */
    List<InjectedFault> await(long withinNanos) throws InterruptedException {
        if (!ended.await(withinNanos, TimeUnit.NANOSECONDS)) {
            throw new HarnessFailure(
                    "the nemesis",
                    List.of("it does not come back from injecting or healing; in force: " + faults.describing()));
        }
        return faults.injected();
    }
}
