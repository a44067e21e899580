package refute.harness.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes {@code history.edn} as Jepsen and Knossos read it: a map a line. A key goes beside the value as {@code :key}, or with
 * it as the pair {@code [key value]} of Jepsen's independent tests. {@link HistoryFormat#JEPSEN_EDN} reads both back.
 */
public final class EdnWriter {
    private EdnWriter() {}

    /**
     * @param independent whether values become pairs with their keys
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, History history, boolean independent) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (Entry entry : history.entries()) {
                out.write(line(entry, independent));
                out.write('\n');
            }
        }
    }

    private static String line(Entry entry, boolean independent) {
        boolean nemesis = entry.process().isNemesis();
        StringBuilder line = new StringBuilder(128);
        line.append("{:index ").append(entry.index());
        line.append(", :time ").append(entry.timeNanos());
        // Jepsen's nemesis does not invoke: it says info twice.
        line.append(", :type :").append((nemesis ? EntryKind.INFO : entry.kind()).word());
        line.append(", :process ").append(nemesis ? ":nemesis" : entry.process());
        line.append(", :f ").append(function(entry.function()));
        boolean pair = independent && !nemesis;
        line.append(", :value ").append(pair ? Value.pair(entry.key(), entry.value()) : entry.value());
        if (!pair && !entry.key().equals(Value.NIL)) {
            line.append(", :key ").append(entry.key());
        }
        if (entry.revision() != 0) {
            line.append(", :revision ").append(entry.revision());
        }
        if (!entry.error().isEmpty()) {
            line.append(", :error ").append(EdnText.quote(entry.error()));
        }
        return line.append('}').toString();
    }

    private static String function(String function) {
        return function.matches("[A-Za-z*!_?][A-Za-z0-9*!_?.+-]*") ? ":" + function : EdnText.quote(function);
    }
}
