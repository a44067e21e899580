package refute.cli.suite;

import refute.harness.BadInput;

/** Whole numbers in bounds. */
final class Numbers {
    private Numbers() {}

    /** @throws BadInput at this place if the text is none */
    static int whole(String where, String text, int least, int most) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new BadInput(where, "'" + text + "' is no whole number from " + least + " to " + most, "");
        }
        return Integer.parseInt(text);
    }
}
