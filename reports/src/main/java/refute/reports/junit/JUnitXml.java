package refute.reports.junit;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.reports.OperationText;
import refute.reports.Report;
import refute.reports.Visible;
import refute.reports.WholeFile;

/** Writes runs as JUnit XML. Safe to call from several threads. */
public final class JUnitXml {
    /** No server shows longer ones whole. */
    static final int MESSAGE_MAX = 500;

    private static final int OPERATIONS_MAX = 20;

    private JUnitXml() {}

    /** Writes one run to the file, which is replaced as a whole. */
    public static void write(Report report, Path file) throws IOException {
        WholeFile.write(file, text(List.of(report)));
    }

    /** Several runs, a test suite each. */
    public static String text(List<Report> reports) {
        return document(xml -> {
            xml.writeAttribute("name", "refute");
            for (Report report : reports) {
                suite(xml, report);
            }
        });
    }

    /** What writes into an element that has been begun. */
    interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    /** A document whose {@code testsuites} has this content. */
    static String document(Content content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            content.write(xml);
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory cannot be written", e);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, Report report) throws XMLStreamException {
        List<CheckResult> cases = cases(report);
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", Visible.line(report.header().title(), MESSAGE_MAX));
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", Long.toString(count(cases, Verdict.INVALID)));
        xml.writeAttribute("errors", Long.toString(count(cases, Verdict.UNKNOWN)));
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute(
                "time", seconds(cases.stream().mapToLong(CheckResult::nanos).sum() / 1e9));
        String started = report.header().facts().getOrDefault("started", "");
        if (!started.isEmpty()) {
            xml.writeAttribute("timestamp", started);
        }
        properties(xml, report.header().facts());
        for (CheckResult result : cases) {
            testCase(xml, report, result);
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(Visible.text(faults(report)));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    static void properties(XMLStreamWriter xml, SequencedMap<String, String> facts) throws XMLStreamException {
        xml.writeStartElement("properties");
        for (var fact : facts.entrySet()) {
            xml.writeEmptyElement("property");
            xml.writeAttribute("name", Visible.line(fact.getKey(), MESSAGE_MAX));
            xml.writeAttribute("value", Visible.line(fact.getValue(), MESSAGE_MAX));
        }
        xml.writeEndElement();
    }

    /** A run that nothing has judged is one test that could not tell. */
    private static List<CheckResult> cases(Report report) {
        List<CheckResult> cases = new ArrayList<>(report.results());
        if (cases.isEmpty()
                || Verdict.all(cases.stream().map(CheckResult::verdict).toList())
                        != report.header().verdict()) {
            cases.add(CheckResult.unknown("run", report.header().reason()));
        }
        return cases;
    }

    private static void testCase(XMLStreamWriter xml, Report report, CheckResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", Visible.line("refute." + report.header().title(), MESSAGE_MAX));
        xml.writeAttribute("name", Visible.line(result.checker(), MESSAGE_MAX));
        xml.writeAttribute("time", seconds(result.nanos() / 1e9));
        switch (result.verdict()) {
            case VALID -> {}
            case INVALID -> problem(xml, "failure", report, result);
            case UNKNOWN -> problem(xml, "error", report, result);
        }
        xml.writeEndElement();
    }

    private static void problem(XMLStreamWriter xml, String element, Report report, CheckResult result)
            throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("type", result.verdict().word());
        xml.writeAttribute("message", Visible.line(result.reason(), MESSAGE_MAX));
        StringBuilder text = new StringBuilder(result.reason()).append('\n');
        result.witnesses().stream().limit(1).forEach(witness -> text.append(witness(witness)));
        if (!report.header().rerun().isEmpty()) {
            text.append("\nRun it again: ").append(report.header().rerun()).append('\n');
        }
        xml.writeCharacters(Visible.text(text.toString()));
        xml.writeEndElement();
    }

    private static String witness(Witness witness) {
        return witness.sentence() + "\n"
                + witness.operations().stream()
                        .limit(OPERATIONS_MAX)
                        .map(one -> "  process " + one.process() + "  " + OperationText.time(one.invokedNanos()) + "  "
                                + OperationText.label(one) + "  "
                                + one.outcome().word() + "\n")
                        .collect(Collectors.joining());
    }

    private static String faults(Report report) {
        return report.faults().stream()
                .map(fault -> OperationText.time(fault.startedNanos()) + " to "
                        + OperationText.time(fault.healedNanos()) + "  " + fault.description() + ": "
                        + fault.effect().text() + "\n")
                .collect(Collectors.joining());
    }

    private static long count(List<CheckResult> cases, Verdict verdict) {
        return cases.stream().filter(result -> result.verdict() == verdict).count();
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
