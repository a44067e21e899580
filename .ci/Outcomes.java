import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Says how each test ended, from the reports that Surefire left: a line per test, the ten slowest, why tests were
 * skipped, and a closing line with the counts.
 *
 * <p>{@code java Outcomes.java ROOT BEGIN}: reports under {@code ROOT} older than the file {@code BEGIN} belong to an
 * earlier run and are left out. A report that cannot be read counts as a failed test, since its tests may have been cut short.
 * The exit code is 0 whatever the outcomes are: Maven's own code decides.
 */
final class Outcomes {
    private static final int SLOWEST = 10;
    private static final int TEXT_CHARACTERS_MAX = 300;

    enum End {
        PASSED,
        FAILED,
        SKIPPED
    }

    record Outcome(End end, String type, String test, double seconds, String reason) {
        String line() {
            return "%-7s  %s  %s  (%.3f s)".formatted(end.name().toLowerCase(Locale.ROOT), type, test, seconds);
        }
    }

    private Outcomes() {}

    public static void main(String[] arguments) throws IOException {
        FileTime begin = Files.getLastModifiedTime(Path.of(arguments[1]));
        List<Outcome> outcomes = new ArrayList<>();
        for (Path report : reports(Path.of(arguments[0]), begin)) {
            outcomes.addAll(read(report));
        }
        outcomes.forEach(outcome -> System.out.println(outcome.line()));

        System.out.println("\nSlowest:");
        outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::seconds).reversed())
                .limit(SLOWEST)
                .forEach(outcome -> System.out.printf("%9.3f s  %s  %s%n", outcome.seconds(), outcome.type(), outcome.test()));
        explain("Skipped, and why:", End.SKIPPED, outcomes);
        explain("Failed:", End.FAILED, outcomes);

        System.out.printf(
                "%n%d passed, %d failed, %d skipped%n",
                count(End.PASSED, outcomes), count(End.FAILED, outcomes), count(End.SKIPPED, outcomes));
    }

    private static List<Path> reports(Path root, FileTime begin) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.find(root, 16, (file, attributes) -> file.getFileName().toString().matches("TEST-.*\\.xml")
                && file.getParent().endsWith("target/surefire-reports")
                && attributes.lastModifiedTime().compareTo(begin) >= 0)) {
            files.sorted().forEach(found::add);
        }
        return found;
    }

    private static List<Outcome> read(Path report) {
        List<Outcome> outcomes = new ArrayList<>();
        try {
            NodeList tests = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < tests.getLength(); i++) {
                outcomes.add(outcome((Element) tests.item(i)));
            }
        } catch (SAXException | IOException | ParserConfigurationException e) {
            outcomes.add(new Outcome(End.FAILED, report.toString(), "(unreadable report)", 0, oneLine(e.getMessage())));
        }
        return outcomes;
    }

    private static Outcome outcome(Element test) {
        End end = End.PASSED;
        String reason = "";
        for (Node child = test.getFirstChild(); child != null; child = child.getNextSibling()) {
            switch (child.getNodeName()) {
                case "failure", "error" -> end = End.FAILED;
                case "skipped" -> end = End.SKIPPED;
                default -> {
                    continue;
                }
            }
            String message = ((Element) child).getAttribute("message");
            reason = oneLine(message.isBlank() ? child.getTextContent() : message);
        }
        String name = test.getAttribute("name");
        return new Outcome(
                end,
                test.getAttribute("classname"),
                name.isBlank() ? "(the whole class)" : oneLine(name),
                // Surefire groups thousands: 1,234.5
                Double.parseDouble("0" + test.getAttribute("time").replace(",", "")),
                reason);
    }

    private static void explain(String title, End end, List<Outcome> outcomes) {
        if (count(end, outcomes) > 0) {
            System.out.println("\n" + title);
            outcomes.stream()
                    .filter(outcome -> outcome.end() == end)
                    .forEach(outcome -> System.out.println(outcome.type() + "  " + outcome.test() + ": "
                            + (outcome.reason().isBlank() ? "(it gave no reason)" : outcome.reason())));
        }
    }

    private static long count(End end, List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> outcome.end() == end).count();
    }

    /** What a test says is data: on one line, bounded, without control characters. */
    private static String oneLine(String text) {
        String line = String.valueOf(text).strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= TEXT_CHARACTERS_MAX ? line : line.substring(0, TEXT_CHARACTERS_MAX) + " …";
    }
}
