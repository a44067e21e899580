package refute.specs.tla;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import refute.harness.BadInput;
import refute.harness.Problem;

/** Says once, with file, line and column, what TLC's parser says over twenty lines. */
final class ParserProblems {
    private static final Pattern FILE = Pattern.compile("^Parsing file (.*)$");
    private static final Pattern UNEXPECTED =
            Pattern.compile("Encountered \"(.*)\" at line ([0-9]+), column ([0-9]+)(?: and token \"(.*)\")?");
    private static final Pattern LEXICAL =
            Pattern.compile("Lexical error at line ([0-9]+), column ([0-9]+)\\.?\\s*(.*)");
    private static final Pattern PLACE =
            Pattern.compile("^line ([0-9]+), col ([0-9]+) to line [0-9]+, col [0-9]+ of module (\\S+)$");
    private static final Pattern MISSING =
            Pattern.compile("Cannot find source file for module (\\S+)(?: imported in module (\\S+?))?\\.?$");

    private ParserProblems() {}

    /**
     * What is wrong with the spec.
     *
     * @param lines that the parser printed
     * @param module the spec's own file
     */
    static BadInput of(List<String> lines, Path module) {
        SequencedSet<Problem> problems = new LinkedHashSet<>();
        String file = module.getFileName().toString();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher parsed = FILE.matcher(line);
            Matcher unexpected = UNEXPECTED.matcher(line);
            Matcher lexical = LEXICAL.matcher(line);
            Matcher place = PLACE.matcher(line);
            Matcher missing = MISSING.matcher(line);
            if (parsed.matches()) {
                file = Path.of(parsed.group(1)).getFileName().toString();
            } else if (unexpected.find()) {
                String after = unexpected.group(4) == null ? "" : " after \"" + unexpected.group(4) + "\"";
                problems.add(new Problem(
                        file + ":" + unexpected.group(2) + ":" + unexpected.group(3),
                        "\"" + unexpected.group(1) + "\" cannot stand here" + after));
            } else if (lexical.find()) {
                problems.add(new Problem(
                        file + ":" + lexical.group(1) + ":" + lexical.group(2),
                        lexical.group(3).strip()));
            } else if (missing.find()) {
                problems.add(new Problem(file, "there is no module " + missing.group(1) + " beside it"));
            } else if (place.matches()) {
                problems.add(new Problem(
                        place.group(3) + ".tla:" + place.group(1) + ":" + place.group(2), following(lines, i + 1)));
            }
        }
        if (problems.isEmpty()) {
            problems.add(new Problem(
                    module.toString(),
                    "TLC cannot parse it: " + String.join(" ", lines).strip()));
        }
        return new BadInput(new ArrayList<>(problems));
    }

    /** The paragraph that follows a place. */
    private static String following(List<String> lines, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() && !text.isEmpty()) {
                break;
            }
            text.append(text.isEmpty() || line.isEmpty() ? "" : " ").append(line);
        }
        return text.isEmpty() ? "is refused by TLC's parser" : text.toString();
    }
}
