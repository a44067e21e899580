package refute.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import refute.harness.run.RunRecord;

/** What code runs here, on what machine. */
final class Origins {
    private Origins() {}

    static RunRecord.Origin here() {
        SequencedMap<String, String> versions = new LinkedHashMap<>();
        versions.put("refute", VersionProvider.version());
        versions.put("java", Runtime.version().toString());
        return new RunRecord.Origin(VersionProvider.revision(), versions, RunRecord.Machine.here());
    }
}
