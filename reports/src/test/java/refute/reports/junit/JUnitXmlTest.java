package refute.reports.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.reports.Report;
import refute.reports.html.SampleReport;

class JUnitXmlTest {
    @Test
    void a_run_is_a_suite_and_each_checker_a_case() throws Exception {
        Element suite = suite(SampleReport.of(100, List.of()));
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).startsWith("process 3 read 4");
        assertThat(failure.getTextContent()).contains("Run it again: ./refute run etcd register --seed 42");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("linearizable");
    }

    @Test
    void a_checker_that_could_not_tell_is_an_error_and_not_a_pass() throws Exception {
        Element suite = suite(judged(CheckResult.unknown("linearizable", "the budget was spent")));
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
    }

    @Test
    void a_run_that_nothing_judged_is_an_error() throws Exception {
        assertThat(suite(SampleReport.begun()).getAttribute("errors")).isEqualTo("1");
    }

    @Test
    void what_no_xml_may_hold_is_replaced() throws Exception {
        Element suite = suite(judged(CheckResult.unknown("a\u0000b", "]]> <x> \uD800 \uFFFF \u001b[31m & \"")));
        assertThat(((Element) suite.getElementsByTagName("error").item(0)).getAttribute("message"))
                .contains("]]> <x> \uFFFD", "& \"");
    }

    private static Report judged(CheckResult result) {
        Report.Header header = new Report.Header(
                "etcd <&> \u0001", Verdict.UNKNOWN, result.reason(), "", 6, 3, false, new LinkedHashMap<>());
        return new Report(header, History.empty(), List.of(), List.of(result), List.of());
    }

    private static Element suite(Report report) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitXml.text(List.of(report)))));
        return (Element) document.getElementsByTagName("testsuite").item(0);
    }
}
