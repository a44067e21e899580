package refute.specs.tla;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** TLC in this process. */
record TlcInProcess() implements Tlc {
    /**
     * Enough to parse deep expressions. Not more: after an endless recursion TLC repeats it here to find out where it was, in time that
     * grows with the square of the stack.
     */
    private static final long STACK_BYTES = 4L << 20;

    @Override
    public Running start(List<String> arguments, Path scratch, ToolOutput output) {
        Isolation isolation = Isolation.first();
        TlcEngine engine = isolation.engine();
        CountDownLatch ended = new CountDownLatch(1);
        Runnable run = () -> {
            try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
                engine.run(arguments, scratch, out);
            } catch (ToolOutput.Enough stopped) {
                // As was asked for.
            } catch (RuntimeException | Error failure) {
                output.failed(failure);
            } finally {
                ended.countDown();
            }
        };
        // A daemon: TLC may be asked to end where it does not listen.
        Thread thread = new Thread(null, run, "tlc", STACK_BYTES);
        thread.setDaemon(true);
        thread.setContextClassLoader(isolation);
        thread.start();
        return new Inside(isolation, engine, ended);
    }

    private record Inside(Isolation isolation, TlcEngine engine, CountDownLatch ended) implements Running {
        @Override
        public boolean await(long nanos) throws InterruptedException {
            return ended.await(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public Figures figures() {
            return engine.figures();
        }

        @Override
        public boolean requestCheckpoint() {
            engine.requestCheckpoint();
            return true;
        }

        @Override
        public void wake() {
            engine.wake();
        }

        @Override
        public void stop() {
            engine.stop();
        }

        @Override
        public void close() {
            engine.stop();
            if (ended.getCount() == 0) {
                engine.forget();
            }
            try {
                isolation.close();
            } catch (IOException e) {
                throw new UncheckedIOException("TLC's class loader cannot be closed", e);
            }
        }
    }
}
