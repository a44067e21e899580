package refute.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.JUnitException;
import org.opentest4j.AssertionFailedError;
import refute.cli.KeptRun;
import refute.harness.check.Verdict;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;

/** One invocation of a {@link FaultTest}: runs the scenario, judges unless the test does, and says how to run it again. */
final class FaultRun implements BeforeTestExecutionCallback, ParameterResolver, TestExecutionExceptionHandler {
    static final String STORE = "target/refute";

    private static final List<Class<?>> PARAMETERS = List.of(RunResult.class, KeptRun.class);

    private final Source source;
    private final long seed;
    private @Nullable KeptRun run;

    /** Makes the scenario. */
    @FunctionalInterface
    interface Source {
        Scenario scenario(Object testInstance, long seed);
    }

    FaultRun(Source source, long seed) {
        this.source = source;
        this.seed = seed;
    }

    long seed() {
        return seed;
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) throws InterruptedException {
        Path store = Path.of(context.getConfigurationParameter("refute.store").orElse(STORE));
        KeptRun made = KeptRun.of(source.scenario(context.getRequiredTestInstance(), seed), store);
        run = made;
        made.result().course().failure().ifPresent(failure -> {
            throw new IllegalStateException(message("the harness failed: " + failure.getMessage(), made), failure);
        });
        if (made.result().verdict() == Verdict.VALID) {
            return;
        }
        publish(context, made);
        if (!judgesItself(context)) {
            throw new AssertionFailedError(message(made.result().verdict().word() + ": " + made.sentence(), made));
        }
    }

    /** What the test itself found wrong is told with the seed, too. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        if (thrown instanceof AssertionError error && run != null) {
            throw new AssertionFailedError(message(String.valueOf(error.getMessage()), run), error);
        }
        throw thrown;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        KeptRun made =
                Objects.requireNonNull(run, "parameters are of the test method alone, which is called after the run");
        return parameter.getParameter().getType() == KeptRun.class ? made : made.result();
    }

    private static boolean judgesItself(ExtensionContext context) {
        return Stream.of(context.getRequiredTestMethod().getParameterTypes()).anyMatch(PARAMETERS::contains);
    }

    /** What cannot be published must not stand in the way of the verdict. */
    private static void publish(ExtensionContext context, KeptRun made) {
        try {
            context.publishFile(
                    "report.html",
                    MediaType.parse("text/html"),
                    file -> Files.copy(made.report(), file, StandardCopyOption.REPLACE_EXISTING));
        } catch (JUnitException e) {
            context.publishReportEntry("report of refute", made.report() + " could not be published: " + e);
        }
    }

    private String message(String what, KeptRun made) {
        return what + "\n  seed    @Reproduce(" + seed + ") runs it alone\n  report  " + made.report() + "\n  again   "
                + made.again();
    }
}
