/**
 * A run as JUnit XML, which every CI server shows: one test suite a run, one test case a checker. Of a suite ({@link SuiteXml}): one
 * test suite a scenario, one test case a cell.
 *
 * <p>The format knows four ends of a test and we have three verdicts. Valid is a test that passed. Invalid is a {@code failure}:
 * the system is wrong. Unknown is an {@code error}: the test could not tell. It is not {@code skipped}, which GitLab, Jenkins and
 * GitHub's reporters show in grey beside a green pipeline, whereas {@code refute run} ended with 2 and the pipeline is red: who
 * looks for the reason must find it among the tests that did not pass.
 */
@NullMarked
package refute.reports.junit;

import org.jspecify.annotations.NullMarked;
