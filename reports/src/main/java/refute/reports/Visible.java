package refute.reports;

/**
 * Text of an untrusted system as a person can see it: characters that hide, turn or end other text become a visible mark.
 *
 * <p>Control characters show as their pictures, marks of direction as their code points, so that a value cannot reorder the
 * sentence around it. A lone half of a character, which no encoding can write, becomes the replacement character.
 */
public final class Visible {
    private Visible() {}

    /** The text with each such character replaced; line breaks and tabs stay. */
    public static String text(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isHidden(text.charAt(at)) || Character.isSurrogate(text.charAt(at))) {
                return replaced(text);
            }
        }
        return text;
    }

    /** The same on one line, and no longer than so many characters. */
    public static String line(String text, int lengthMax) {
        String shown = text(text.length() > lengthMax * 2 ? text.substring(0, lengthMax * 2) : text)
                .replace('\n', ' ')
                .replace('\t', ' ');
        if (shown.length() <= lengthMax) {
            return shown;
        }
        int end = lengthMax - 1;
        return shown.substring(0, Character.isHighSurrogate(shown.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static String replaced(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (Character.isHighSurrogate(character)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                shown.append(character).append(text.charAt(++at));
            } else if (Character.isSurrogate(character)) {
                shown.append('\uFFFD');
            } else if (character < ' ' && isHidden(character)) {
                shown.append((char) ('\u2400' + character));
            } else if (isHidden(character)) {
                shown.append(String.format("⟨U+%04X⟩", (int) character));
            } else {
                shown.append(character);
            }
        }
        return shown.toString();
    }

    private static boolean isHidden(char character) {
        if (character < ' ') {
            return character != '\n' && character != '\t';
        }
        return isBetween(character, '\u007F', '\u009F')
                || isBetween(character, '\u200B', '\u200F')
                || isBetween(character, '\u2028', '\u202E')
                || isBetween(character, '\u2060', '\u206F')
                || character == '\uFEFF'
                || character >= '\uFFFE';
    }

    private static boolean isBetween(char character, char first, char last) {
        return character >= first && character <= last;
    }
}
