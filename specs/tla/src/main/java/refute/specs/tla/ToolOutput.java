package refute.specs.tla;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes apart what TLC says: in process as in a child, the same marked messages. A message longer than {@value #CHARS_MAX} characters is
 * cut. Safe for the several threads that speak in process, as long as they speak through one {@link java.io.PrintStream}.
 */
final class ToolOutput extends OutputStream {
    private static final int CHARS_MAX = 1 << 20;
    private static final Pattern MARK = Pattern.compile("@!@!@(STARTMSG|ENDMSG) (-?[0-9]{1,9})(?::([0-9]))? @!@!@");

    private final Consumer<ToolMessage> consumer;
    private final BooleanSupplier enough;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private int code = ToolMessage.PLAIN;
    private ToolMessage.Kind kind = ToolMessage.Kind.INFORMATION;

    /** Whoever listens has heard enough: thrown out of TLC where it speaks, as it can be stopped in no other way there. */
    static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Enough() {
            super("enough", null, false, false);
        }
    }

    /**
     * Hands each message to the consumer.
     *
     * @param enough whether to interrupt whoever speaks
     */
    ToolOutput(Consumer<ToolMessage> consumer, BooleanSupplier enough) {
        this.consumer = consumer;
        this.enough = enough;
    }

    @Override
    public synchronized void write(int b) {
        if (enough.getAsBoolean()) {
            throw new Enough();
        }
        if (b == '\n') {
            line(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else if (b != '\r' && line.size() < CHARS_MAX) {
            line.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    /** TLC itself broke, saying nothing. */
    synchronized void failed(Throwable failure) {
        consumer.accept(new ToolMessage(ToolMessage.GENERAL, ToolMessage.Kind.BUG, "TLC failed: " + failure));
    }

    private void line(String said) {
        Matcher mark = MARK.matcher(said);
        if (!mark.find()) {
            if (code == ToolMessage.PLAIN) {
                consumer.accept(new ToolMessage(ToolMessage.PLAIN, ToolMessage.Kind.INFORMATION, said));
            } else if (text.length() < CHARS_MAX) {
                text.append(said).append('\n');
            }
            return;
        }
        if (code != ToolMessage.PLAIN) {
            consumer.accept(new ToolMessage(
                    code, kind, text.append(said, 0, mark.start()).toString().strip()));
        }
        text.setLength(0);
        boolean starts = mark.group(1).equals("STARTMSG");
        code = starts ? Integer.parseInt(mark.group(2)) : ToolMessage.PLAIN;
        kind = ToolMessage.Kind.of(mark.group(3) == null ? 0 : Integer.parseInt(mark.group(3)));
    }
}
