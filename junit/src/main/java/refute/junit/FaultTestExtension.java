package refute.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import refute.cli.KeptRun;
import refute.cli.suite.Seeds;
import refute.harness.BadInput;
import refute.harness.run.Scenario;

/** Makes an invocation for each seed of a {@link FaultTest}. */
final class FaultTestExtension implements TestTemplateInvocationContextProvider {
    private static final int SEEDS_MAX = 10_000;

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), FaultTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        FaultTest test =
                AnnotationSupport.findAnnotation(method, FaultTest.class).orElseThrow();
        try {
            FaultRun.Source source = source(test, context.getRequiredTestClass());
            return seeds(method, test).mapToObj(seed -> new Invocation(new FaultRun(source, seed)));
        } catch (BadInput bad) {
            throw new ExtensionConfigurationException(
                    "@FaultTest of " + method.getName() + ": " + bad.getMessage(), bad);
        }
    }

    private record Invocation(FaultRun run) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return "seed " + run.seed();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(run);
        }
    }

    private static LongStream seeds(Method method, FaultTest test) {
        Reproduce pinned = method.getAnnotation(Reproduce.class);
        if (pinned != null) {
            return LongStream.of(pinned.value());
        }
        Seeds seeds = Seeds.parse("seeds", test.seeds());
        if (seeds.count().bitLength() > 31 || seeds.count().intValueExact() > SEEDS_MAX) {
            throw new BadInput("seeds", seeds.count() + " are more than " + SEEDS_MAX, "take fewer");
        }
        return seeds.stream();
    }

    private static FaultRun.Source source(FaultTest test, Class<?> type) {
        if (test.value().isBlank() == test.scenario().isBlank()) {
            throw new BadInput("scenario", "is to be named once", "by its words, or by the method that makes it");
        }
        if (!test.value().isBlank()) {
            LongFunction<Scenario> family =
                    KeptRun.scenarios(List.of(test.value().strip().split("\\s+")));
            return (instance, seed) -> family.apply(seed);
        }
        Method maker = ReflectionSupport.findMethod(type, test.scenario())
                .filter(found -> Scenario.class.isAssignableFrom(found.getReturnType()))
                .orElseThrow(() -> new BadInput(
                        "scenario",
                        "there is no method " + test.scenario() + "() in " + type.getSimpleName()
                                + " that returns a Scenario",
                        ""));
        return (instance, seed) -> {
            Object made = ReflectionSupport.invokeMethod(maker, instance);
            return ((Scenario) Objects.requireNonNull(made, () -> test.scenario() + "() returned null")).seed(seed);
        };
    }
}
