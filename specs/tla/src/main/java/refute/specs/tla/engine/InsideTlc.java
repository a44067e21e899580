package refute.specs.tla.engine;

import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import refute.specs.tla.Figures;
import refute.specs.tla.TlcEngine;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.tool.AbstractChecker;
import tlc2.tool.ModelChecker;
import tlc2.tool.Simulator;
import util.ToolIO;

/** TLC, once. Everything static here and in TLC belongs to the class loader that loaded this class. */
public final class InsideTlc implements TlcEngine {
    private volatile boolean stopped;

    static {
        // A check that is stopped ends like one that is done, after which TLC deletes what it kept to go on from.
        // Whoever
        // starts the run owns its folders.
        System.setProperty("tlc2.tool.ModelChecker.vetoCleanup", "true");
    }

    public InsideTlc() {}

    @Override
    public void run(List<String> arguments, Path scratch, PrintStream out) {
        ToolIO.out = out;
        ToolIO.err = out;
        TLC tlc = new TLC();
        if (!stopped && tlc.handleParameters(arguments.toArray(String[]::new))) {
            tlc.setResolver(new UnpackedModules(scratch));
            tlc.process();
        }
    }

    @Override
    public Figures figures() {
        if (TLCGlobals.mainChecker instanceof ModelChecker checker && checker.theFPSet != null) {
            return new Figures(
                    checker.getStatesGenerated(),
                    checker.getDistinctStatesGenerated(),
                    checker.getStateQueueSize(),
                    checker.getProgress(),
                    0,
                    0);
        }
        Simulator simulator = TLCGlobals.simulator;
        return simulator == null
                ? Figures.NONE
                : new Figures(count(simulator, "numOfGenStates"), 0, 0, 0, count(simulator, "numOfGenTraces"), 0);
    }

    /** The simulator tells its counters once a minute and shows them to nobody. */
    private static long count(Simulator simulator, String field) {
        try {
            Field counter = Simulator.class.getDeclaredField(field);
            counter.setAccessible(true);
            return ((LongAdder) counter.get(simulator)).sum();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this TLC counts otherwise", e);
        }
    }

    @Override
    public void requestCheckpoint() {
        TLCGlobals.forceChkpt();
        wake();
    }

    @Override
    public void wake() {
        AbstractChecker checker = TLCGlobals.mainChecker;
        if (checker != null) {
            synchronized (checker) {
                checker.notifyAll();
            }
        }
    }

    @Override
    public void stop() {
        stopped = true;
        if (TLCGlobals.mainChecker != null) {
            TLCGlobals.mainChecker.stop();
        }
        if (TLCGlobals.simulator != null) {
            TLCGlobals.simulator.stop();
        }
    }

    @Override
    public void forget() {
        TLCGlobals.mainChecker = null;
        TLCGlobals.simulator = null;
    }
}
