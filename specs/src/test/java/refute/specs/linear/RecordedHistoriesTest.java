package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.HistoryFormat;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.Model;
import refute.specs.model.TextModel;

/**
 * Recorded histories with known verdicts, in {@code ../shared/histories} beside the repository or where the system property
 * {@code refute.histories} points; skipped where there are none.
 */
class RecordedHistoriesTest {
    private static Path folder(String name) {
        String property = System.getProperty("refute.histories");
        List<Path> candidates = property != null
                ? List.of(Path.of(property))
                : List.of(
                        Path.of("../shared/histories"),
                        Path.of("../../shared/histories"),
                        Path.of("../../../shared/histories"));
        Path folder = candidates.stream()
                .map(path -> path.resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("absent"));
        assumeTrue(
                Files.isDirectory(folder),
                "no recorded histories: put them into ../shared/histories/" + name + " or set -Drefute.histories");
        return folder;
    }

    @Test
    void the_verdicts_of_recorded_etcd_logs_are_right() throws IOException {
        Path folder = folder("etcd-jepsen");
        Map<String, Verdict> expected = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("VERDICTS.txt"))) {
            String[] words = line.trim().split("\\s+");
            if (words.length == 2) {
                expected.put(words[0], words[1].equals("valid") ? Verdict.VALID : Verdict.INVALID);
            }
        }
        assertThat(expected).hasSizeGreaterThan(50);
        Map<String, Verdict> found = new TreeMap<>();
        for (String file : expected.keySet()) {
            found.put(file, judge(new CasRegisterModel(), folder.resolve(file)));
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void the_verdicts_of_recorded_key_value_histories_are_right() throws IOException {
        assertThat(wrong(new TextModel(), folder("kv"), "ok")).isEmpty();
    }

    @Test
    void the_verdicts_of_the_histories_of_knossos_are_right() throws IOException {
        assertThat(wrong(new CasRegisterModel(), folder("knossos"), "good-")).isEmpty();
    }

    private static List<String> wrong(Model<?> model, Path folder, String sign) throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Verdict expected = name.contains(sign) ? Verdict.VALID : Verdict.INVALID;
                Verdict found = judge(model, file);
                if (found != expected) {
                    wrong.add(name + ": " + found);
                }
            }
        }
        return wrong;
    }

    /** The verdict, after its proof was followed. */
    private static <S> Verdict judge(Model<S> model, Path file) {
        History history = HistoryFormat.read(file).history();
        Judgement judgement = LinearizabilityChecker.of(model).judge(history, Oracle.BUDGET);
        Verdict verdict = judgement.result().verdict();
        if (verdict == Verdict.VALID) {
            assertThat(LinearizationVerifier.objection(model, history, judgement.certificates()))
                    .as(file.toString())
                    .isEmpty();
        } else if (verdict == Verdict.INVALID) {
            Witness.Unlinearizable witness =
                    (Witness.Unlinearizable) judgement.result().witnesses().getFirst();
            assertThat(WitnessVerifier.objection(model, witness))
                    .as(file.toString())
                    .isEmpty();
        }
        return verdict;
    }
}
