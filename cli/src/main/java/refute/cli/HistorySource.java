package refute.cli;

import java.nio.file.Path;
import refute.harness.run.RunFolder;
import refute.specs.certificate.CertificateFile;
import refute.specs.model.FailedCas;

/**
 * A history to judge: a file of others, or what a run recorded.
 *
 * @param shown what the user named
 * @param file where it is
 * @param certificate where the proof of its verdict is, or goes
 * @param failedCas what a failed compare-and-set says, if the user does not
 */
record HistorySource(Path shown, Path file, Path certificate, FailedCas failedCas) {
    static HistorySource ofFile(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + "." + CertificateFile.NAME);
        return new HistorySource(file, file, beside, FailedCas.NOTHING);
    }

    /** In our own runs it is an observation: the contract of registers says so. */
    static HistorySource ofRun(Path path) {
        RunFolder folder = RunFolder.open(path);
        return new HistorySource(
                path, folder.historyFile(), folder.path().resolve(CertificateFile.NAME), FailedCas.OBSERVATION);
    }

    @Override
    public String toString() {
        return shown.toString();
    }
}
