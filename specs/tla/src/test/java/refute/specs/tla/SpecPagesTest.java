package refute.specs.tla;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the specs in the docs are as TLC says; {@code -Drefute.pages=write} writes them again. */
class SpecPagesTest {
    private static final Path PAGES = Path.of("../../docs/specs");

    static Stream<String> specs() {
        return Specs.all().stream().map(Spec::name);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void a_page_tells_what_tlc_finds(String name) throws IOException {
        String page = SpecPage.of(Specs.named(name));
        Path file = PAGES.resolve(name + ".md");
        if (System.getProperty("refute.pages", "").equals("write")) {
            Files.createDirectories(PAGES);
            Files.writeString(file, page);
        }
        assertThat(file).hasContent(page);
    }
}
