package refute.harness.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import refute.harness.system.SystemOptions;

/** Keeps what should stay secret out of run folders, which people attach to bug reports. */
final class Secrets {
    static final String HIDDEN = "(hidden)";

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|passwd|secret|token|credential|api[-_]?key|private[-_]?key).*");
    /** Shorter values of environment variables are words like "true" that stand anywhere. */
    private static final int SECRET_LENGTH_MIN = 6;

    private Secrets() {}

    static SystemOptions hide(SystemOptions options) {
        return hide(options, System.getenv());
    }

    /** Hides flags whose name sounds secret, and wherever it stands the value of an environment variable whose name does. */
    static SystemOptions hide(SystemOptions options, Map<String, String> environment) {
        SequencedMap<String, String> flags = new LinkedHashMap<>();
        options.flags().forEach((name, value) -> flags.put(name, isSecret(name) ? HIDDEN : hide(value, environment)));
        return new SystemOptions(
                options.version(), options.binary(), options.image(), options.mutant(), options.trace(), flags);
    }

    private static String hide(String value, Map<String, String> environment) {
        String shown = value;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (isSecret(variable.getKey()) && variable.getValue().length() >= SECRET_LENGTH_MIN) {
                shown = shown.replace(variable.getValue(), HIDDEN);
            }
        }
        return shown;
    }

    private static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
