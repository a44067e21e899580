package refute.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the modules, and the calls that only their owners may make. */
class ArchitectureTest {
    private static final JavaClasses REFUTE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("refute");

    /** Each package of a module, and those that it may see besides itself. */
    private static final Map<String, List<String>> ARROWS = Map.of(
            "refute.toxiproxy", List.of(),
            "refute.harness", List.of(),
            "refute.service", List.of(),
            "refute.kv", List.of("refute.service"),
            "refute.tree", List.of("refute.service"),
            "refute.specs", List.of("refute.harness"),
            "refute.workloads", List.of("refute.harness", "refute.specs"),
            "refute.nemeses", List.of("refute.harness", "refute.toxiproxy"),
            "refute.reports", List.of("refute.harness"),
            // Of the nemeses, only what a crash leaves, and how lists are made small: neither knows of nodes.
            "refute.systems",
                    List.of(
                            "refute.harness",
                            "refute.workloads",
                            "refute.kv",
                            "refute.tree",
                            "refute.nemeses.crash",
                            "refute.nemeses.shrinking"));

    static List<String> modules() {
        return ARROWS.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void arrows_point_one_way(String module) {
        String[] allowed = ARROWS.get(module).stream().map(p -> p + "..").toArray(String[]::new);
        DescribedPredicate<JavaClass> others = resideInAPackage("refute..")
                .and(DescribedPredicate.not(resideInAPackage(module + "..")))
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)));
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(module + "..")
                .should()
                .dependOnClassesThat(are(others))
                .because(module + " may see only " + ARROWS.get(module))
                .allowEmptyShould(true);
        rule.check(REFUTE);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void every_module_was_looked_at(String module) {
        assertThat(REFUTE.stream().filter(c -> c.getPackageName().startsWith(module)))
                .as("classes of %s on the class path", module)
                .isNotEmpty();
    }

    /**
     * The engine of {@code refute.toxiproxy} sees nothing of ours, and so has a seed of its own. The store's server is a product that
     * runs without us: its core takes chance from whoever runs it, and only the shell that makes a program of it makes its own.
     */
    @Test
    void chance_comes_from_the_seed() {
        noClasses()
                .that()
                .resideInAPackage("refute..")
                .and()
                .resideOutsideOfPackages("refute.toxiproxy..", "refute.kv.server..")
                .should()
                .accessClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .accessClassesThat()
                .haveFullyQualifiedName("java.util.SplittableRandom")
                .orShould()
                .accessClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .orShould()
                .accessClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .because("a run is a function of its seed: use refute.harness.Seed")
                .check(REFUTE);
    }

    @Test
    void what_a_suite_asks_for_and_leaves_knows_nothing_of_the_command() {
        noClasses()
                .that()
                .resideInAPackage("refute.cli.suite..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("refute.cli", "picocli..")
                .because("refute.cli executes cells, refute.cli.suite only reads and writes of them")
                .check(REFUTE);
    }

    @Test
    void nothing_sleeps_to_wait_for_a_condition() {
        noClasses()
                .that()
                .resideInAPackage("refute..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .because("wait for the condition itself, with a bound: a latch, a future, a condition variable")
                .check(REFUTE);
    }
}
