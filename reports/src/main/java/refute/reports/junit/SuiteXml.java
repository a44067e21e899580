package refute.reports.junit;

import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import refute.reports.Visible;
import refute.reports.suite.CellReport;
import refute.reports.suite.CellTry;
import refute.reports.suite.Ending;
import refute.reports.suite.Omission;
import refute.reports.suite.SuiteReport;

/**
 * What came of a suite as JUnit XML: a test suite a scenario, a test case a cell.
 *
 * <p>A cell in quarantine is {@code skipped}, with how it ended as the message: the pipeline does not depend on it. One that is valid in
 * the end, but was not at first, has {@code flakyError}, as Surefire writes it. The run folder's report is named as Jenkins and GitLab
 * read attachments. Pure.
 */
public final class SuiteXml {
    private SuiteXml() {}

    public static String text(SuiteReport report) {
        return JUnitXml.document(xml -> {
            xml.writeAttribute("name", line(report.name()));
            totals(xml, report.cells());
            for (SuiteReport scenario : report.scenarios()) {
                scenario(xml, report.name() + "." + scenario.name(), scenario);
            }
        });
    }

    private static void scenario(XMLStreamWriter xml, String name, SuiteReport scenario) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", line(name));
        totals(xml, scenario.cells());
        xml.writeAttribute("timestamp", scenario.started().toString());
        JUnitXml.properties(xml, scenario.facts());
        for (CellReport cell : scenario.cells()) {
            xml.writeCharacters("\n");
            cell(xml, name, cell);
        }
        xml.writeEndElement();
    }

    private static void totals(XMLStreamWriter xml, List<CellReport> cells) throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(cells.size()));
        for (String end : List.of("failure", "error", "skipped")) {
            long count =
                    cells.stream().filter(cell -> element(cell).equals(end)).count();
            xml.writeAttribute(end.equals("skipped") ? end : end + "s", Long.toString(count));
        }
        xml.writeAttribute(
                "time",
                JUnitXml.seconds(cells.stream().mapToDouble(CellReport::seconds).sum()));
    }

    /** What stands in the test case; empty: it passed. */
    private static String element(CellReport cell) {
        if (cell.quarantine().isPresent() || cell.omission().equals(Optional.of(Omission.FAIL_FAST))) {
            return "skipped";
        }
        return switch (cell.ending()) {
            case VALID -> "";
            case INVALID -> "failure";
            case UNKNOWN, REFUSED, FAILED -> "error";
        };
    }

    private static void cell(XMLStreamWriter xml, String scenario, CellReport cell) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", line(scenario));
        xml.writeAttribute("name", line(cell.name()));
        xml.writeAttribute("time", JUnitXml.seconds(cell.seconds()));
        String element = element(cell);
        if (element.equals("skipped")) {
            xml.writeEmptyElement(element);
            xml.writeAttribute("message", line(message(cell)));
        } else if (!element.isEmpty()) {
            begin(xml, element, cell);
            xml.writeCharacters(Visible.text(tries(cell)));
            xml.writeEndElement();
        } else if (cell.isFlaky()) {
            begin(xml, "flakyError", cell);
            xml.writeStartElement("stackTrace");
            xml.writeCharacters(Visible.text(tries(cell)));
            xml.writeEndElement();
            xml.writeEndElement();
        }
        attachments(xml, cell);
        xml.writeEndElement();
    }

    private static String message(CellReport cell) {
        StringBuilder message = new StringBuilder();
        cell.since().ifPresent(since -> message.append(since.word()).append(", "));
        message.append(cell.word()).append(": ").append(cell.reason());
        cell.quarantine()
                .ifPresent(quarantine -> message.append(" (").append(quarantine).append(")"));
        return message.toString();
    }

    private static void begin(XMLStreamWriter xml, String element, CellReport cell) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute(
                "type",
                cell.telling().map(CellTry::ending).orElse(Ending.UNKNOWN).word());
        xml.writeAttribute("message", line(message(cell)));
    }

    private static String tries(CellReport cell) {
        StringBuilder text = new StringBuilder();
        for (CellTry one : cell.tries()) {
            text.append(one.ending().word()).append(": ").append(one.reason()).append('\n');
            one.kinds().forEach(kind -> text.append("  kind: ").append(kind).append('\n'));
            text.append(one.run().isEmpty() ? "" : "  run folder: " + one.run() + "\n");
            text.append(one.again().isEmpty() ? "" : "  run it again: " + one.again() + "\n");
        }
        return text.toString();
    }

    private static void attachments(XMLStreamWriter xml, CellReport cell) throws XMLStreamException {
        if (!cell.tells() || cell.tries().stream().allMatch(one -> one.run().isEmpty())) {
            return;
        }
        xml.writeStartElement("system-out");
        for (CellTry one : cell.tries()) {
            if (!one.run().isEmpty()) {
                xml.writeCharacters("[[ATTACHMENT|" + line(one.run()) + "/report.html]]\n");
            }
        }
        xml.writeEndElement();
    }

    private static String line(String text) {
        return Visible.line(text, JUnitXml.MESSAGE_MAX);
    }
}
