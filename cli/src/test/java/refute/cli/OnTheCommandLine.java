package refute.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A test that types commands, and reads what they have written. */
abstract class OnTheCommandLine {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    /** Returns the exit code; what is written comes behind what was. */
    final int refute(String... words) {
        return Main.run(Console.into(new PrintWriter(out, true), new PrintWriter(err, true)), words);
    }

    /** The same, with nothing written before. */
    final int refuteAfresh(String... words) {
        out = new StringWriter();
        err = new StringWriter();
        return refute(words);
    }
}
