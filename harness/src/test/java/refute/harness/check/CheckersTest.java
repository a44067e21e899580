package refute.harness.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import refute.harness.history.History;

@Timeout(30)
class CheckersTest {
    private static final Budget BRIEF = new Budget(Duration.ofMillis(100), 1 << 20, 1);

    private static CheckResult judge(BiFunction<Evidence, Budget, CheckResult> checking) {
        Checker checker = new Checker() {
            @Override
            public String name() {
                return "tested";
            }

            @Override
            public String description() {
                return "";
            }

            @Override
            public CheckResult check(Evidence evidence, Budget budget) {
                return checking.apply(evidence, budget);
            }
        };
        return Checkers.judge(List.of(checker), Evidence.of(History.empty()), BRIEF)
                .getFirst();
    }

    @Test
    void a_result_is_passed_on_with_the_time_it_took() {
        CheckResult result = judge((evidence, budget) -> CheckResult.valid("tested", "fine"));
        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(result.nanos()).isPositive();
    }

    @Test
    void a_checker_that_throws_is_unknown_with_its_cause() {
        CheckResult result = judge((evidence, budget) -> {
            throw new IllegalStateException("oh");
        });
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).contains("IllegalStateException: oh");
    }

    @Test
    void a_checker_that_runs_out_of_memory_or_stack_is_unknown() {
        assertThat(judge((evidence, budget) -> {
                            throw new OutOfMemoryError("Java heap space");
                        })
                        .reason())
                .contains("out of memory");
        assertThat(judge((evidence, budget) -> endless(0)).reason()).contains("StackOverflowError");
    }

    private static CheckResult endless(int depth) {
        CheckResult deeper = endless(depth + 1);
        return deeper.with("depth " + depth, refute.harness.history.Value.of(depth));
    }

    @Test
    void a_checker_that_does_not_come_back_is_interrupted_and_unknown() {
        CheckResult result = judge((evidence, budget) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                return CheckResult.unknown("tested", "stopped at step 7");
            }
            throw new AssertionError();
        });
        assertThat(result.reason()).isEqualTo("stopped at step 7");
    }

    @Test
    void an_answer_of_null_or_in_another_name_is_unknown() {
        assertThat(judge((evidence, budget) -> null).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judge((evidence, budget) -> CheckResult.valid("other", "fine"))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }
}
