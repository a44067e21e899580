package refute.harness.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import refute.harness.BadInput;
import refute.harness.Nearest;

/**
 * The files in which histories come. Each may be compressed with gzip, which its first bytes tell.
 *
 * <p>Histories of others often lack indexes and times. Then an entry's index is the one after the entry before it, from 0, and
 * its time one microsecond after: their order, which is all that is known, stays.
 */
public enum HistoryFormat {
    /** Our own, binary: {@link HistoryFile}. */
    REFUTE("refute", "the file that a run writes"),
    /** {@link HistoryNotation}. */
    NOTATION("notation", "Refute's text notation: 0 write[x] 1 -> ok"),
    /** Jepsen's and Knossos' {@code history.edn}: one vector of maps, or a map a line; plain or tagged. */
    JEPSEN_EDN("jepsen-edn", "Jepsen's or Knossos' history.edn"),
    /** What Jepsen prints to its log: process, type, function and value between tabulators. */
    JEPSEN_LOG("jepsen-log", "Jepsen's text log"),
    /** The key-value histories among Porcupine's tests: EDN with a {@code :key}. */
    PORCUPINE_KV("porcupine-kv", "Porcupine's key-value histories");

    private static final int HEAD_BYTES = 1 << 13;
    private static final Pattern EDN_MAP = Pattern.compile("(?s)[\\s,\\[(]*(#[A-Za-z][\\w.-]*)?\\s*\\{\\s*:.*");
    private static final Pattern EDN_EMPTY = Pattern.compile("(?s)[\\s,]*[\\[(][\\s,]*[\\])][\\s,]*");
    private static final Pattern NOTATION_ENTRY = Pattern.compile("(?s)(nemesis|[0-9]{1,9})[ \\t]+([A-Za-z\"]).*");

    private final String word;
    private final String description;

    HistoryFormat(String word, String description) {
        this.word = word;
        this.description = description;
    }

    /** Its name on the command line. */
    public String word() {
        return word;
    }

    /** One line for people. */
    public String description() {
        return description;
    }

    /**
     * The format of this name.
     *
     * @throws BadInput if there is none
     */
    public static HistoryFormat named(String name) {
        List<String> known = Arrays.stream(values()).map(HistoryFormat::word).toList();
        return Arrays.stream(values())
                .filter(format -> format.word.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadInput("--format", "there is no format '" + name + "'", Nearest.remedy(name, known)));
    }

    /**
     * The format of this file, by how it begins.
     *
     * @throws BadInput if it begins like none, or cannot be read
     */
    public static HistoryFormat detect(Path file) {
        try (InputStream in = open(file)) {
            return detect(in.readNBytes(HEAD_BYTES), file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** As {@link #read(Path, boolean)}, in the format that the file has, without keys in values. */
    public static Reading read(Path file) {
        return detect(file).read(file, false);
    }

    /**
     * Reads a file of this format.
     *
     * @param independent whether values of EDN and logs are pairs {@code [key value]}, as Jepsen's independent tests have them
     * @throws BadInput with all that is wrong with it, each with line and column or the place in the file
     */
    public Reading read(Path file, boolean independent) {
        String name = file.toString();
        try (InputStream in = open(file)) {
            return switch (this) {
                case REFUTE -> HistoryFile.read(in, name, true);
                case NOTATION -> new Reading(new NotationParser(edn(in, name)).parse(), List.of());
                case JEPSEN_EDN, PORCUPINE_KV -> new EdnHistory(edn(in, name), independent).read();
                case JEPSEN_LOG -> new JepsenLog(edn(in, name), independent).read();
            };
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    static BadInput unreadable(String name, IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> new BadInput(name, "there is no such file", "");
            case AccessDeniedException denied -> new BadInput(name, "may not be read", "check its permissions");
            default -> new BadInput(name, "cannot be read: " + e.getMessage(), "");
        };
    }

    private static HistoryFormat detect(byte[] head, String name) {
        if (head.length == 0) {
            throw new BadInput(name, "is empty: no history", "");
        }
        if (HistoryFile.begins(head)) {
            return REFUTE;
        }
        String text = new String(head, StandardCharsets.UTF_8);
        if (text.contains(JepsenLog.MARK)) {
            return JEPSEN_LOG;
        }
        String edn = text.replaceAll("(?m)^\\s*;.*$", "");
        if (EDN_MAP.matcher(edn).matches()) {
            return edn.contains(":key ") && !edn.contains(":index ") ? PORCUPINE_KV : JEPSEN_EDN;
        }
        if (EDN_EMPTY.matcher(edn).matches()) {
            return JEPSEN_EDN;
        }
        String notation = text.replaceAll("(?m)#.*$", "").strip();
        if (NOTATION_ENTRY.matcher(notation).matches()) {
            return NOTATION;
        }
        throw new BadInput(
                name,
                "begins like no format of a history",
                "known: "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(HistoryFormat::word).toList()) + "; --format names one");
    }

    private static EdnReader edn(InputStream in, String name) {
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        return new EdnReader(reader, name);
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadInput(file.toString(), "is a folder, not a history", "");
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(2);
            int magic = in.read() | in.read() << 8;
            in.reset();
            return magic == GZIPInputStream.GZIP_MAGIC
                    ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16)
                    : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
