package refute.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs a scenario, once for each seed, before the method is called.
 *
 * <p>The scenario is described by the words that would stand behind {@code refute run} ({@link #value}), or made by a method of the class
 * ({@link #scenario}). The test fails unless the verdict is valid: an unknown one says nothing, and is no pass either. A method that
 * asks for a {@link refute.harness.run.RunResult} as a parameter judges for itself, whatever the verdict is; it may also ask for the
 * {@link refute.cli.KeptRun}. Of a run that is not valid, the report is published as a file of the test.
 *
 * <p>Run folders are made in the folder that the configuration parameter {@code refute.store} names, or else in
 * {@value FaultRun#STORE}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(FaultTestExtension.class)
public @interface FaultTest {
    /** As behind {@code refute run}, with spaces between words: {@code kv register --world simulation}. */
    String value() default "";

    /** The name of a method without parameters that returns the {@link refute.harness.run.Scenario}, instead; its seed is replaced. */
    String scenario() default "";

    /** {@code 7}, {@code 1..20}, or {@code 1..5,9}; each is an invocation. */
    String seeds() default "1";
}
