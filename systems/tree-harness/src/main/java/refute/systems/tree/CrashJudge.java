package refute.systems.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import refute.harness.Seed;
import refute.nemeses.crash.CrashReport;
import refute.nemeses.crash.CrashSearch;
import refute.nemeses.crash.DiskTrace;
import refute.nemeses.crash.PersistenceModel;
import refute.nemeses.crash.Sampling;
import refute.nemeses.shrinking.DeltaDebugging;
import refute.tree.mutant.Mutants;

/** Executes a script, and recovers from what crashes leave of it. Every third script is long enough for segments to be used again. */
record CrashJudge(String name, String description, PersistenceModel model, int recoveries) implements TreeJudge {
    private static final String SCRIPT = "script.txt";
    private static final String DUTY = "duty.txt";
    private static final String IMAGE = "image/";
    private static final Pattern TWO_NUMBERS = Pattern.compile("([0-9]{1,9}) ([0-9]{1,9})");
    private static final int SHORT = 40;
    private static final int LONG = 300;
    private static final int IMAGES_OF_A_STEP = 128;
    private static final long SMALLER_NANOS = 3_000_000_000L;

    @Override
    public String look(Seed seed, Mutants mutants) throws IOException {
        return search(script(seed), seed, mutants)
                .failure()
                .map(CrashJudge::words)
                .orElse("");
    }

    private static TreeScript script(Seed seed) {
        return TreeScript.of(seed.substream("script"), seed.at(0, 3) == 0 ? LONG : SHORT);
    }

    private CrashReport search(TreeScript script, Seed seed, Mutants mutants) throws IOException {
        TreeCrashes crashes = new TreeCrashes(script, mutants);
        return new CrashSearch(crashes, model, new Sampling(IMAGES_OF_A_STEP, recoveries, seed), () -> true)
                .search(crashes.trace());
    }

    private static String words(CrashReport.Failure failure) {
        String lost = failure.image().lost().isEmpty()
                ? "nothing was lost"
                : String.join(", ", failure.image().lost());
        return failure.reason() + " (after step " + failure.image().steps() + "; " + lost + ")";
    }

    /** A script from which no operation can be left out, what it did to the disk, and the image that does not recover. */
    @Override
    public SortedMap<String, byte[]> evidence(Seed seed, Mutants mutants) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        TreeScript small = new TreeScript(DeltaDebugging.minimise(
                script(seed).operations(),
                rest -> fails(new TreeScript(rest), seed, mutants),
                () -> System.nanoTime() - begun < SMALLER_NANOS));
        CrashReport.Failure failure = search(small, seed, mutants).failure().orElseThrow();
        String steps = new TreeCrashes(small, mutants)
                .trace().steps().stream().map(step -> step.operation().words()).collect(Collectors.joining("\n"));
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(
                "failure.txt",
                bytes(words(failure) + "\n\nOperations:\n" + small.text() + "\nSteps of the disk:\n" + steps + "\n"));
        files.put(SCRIPT, bytes(small.text()));
        files.put(DUTY, bytes(failure.duty().promised() + " " + failure.duty().begun() + "\n"));
        failure.image().files().forEach((name, content) -> files.put(IMAGE + name, content));
        return files;
    }

    /** Recovers from the image that was kept: it must be as bad as it was. */
    @Override
    public String again(Seed seed, Mutants mutants, SortedMap<String, byte[]> kept) throws IOException {
        byte[] script = kept.get(SCRIPT);
        byte[] duty = kept.get(DUTY);
        if (script == null || duty == null) {
            return look(seed, mutants);
        }
        TreeScript parsed;
        DiskTrace.Duty owed;
        try {
            parsed = TreeScript.parse(text(script));
            owed = duty(text(duty));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvidenceException(e);
        }
        TreeCrashes crashes = new TreeCrashes(parsed, mutants);
        SortedMap<String, byte[]> image = new TreeMap<>();
        kept.tailMap(IMAGE).forEach((name, content) -> {
            if (name.startsWith(IMAGE)) {
                image.put(name.substring(IMAGE.length()), content);
            }
        });
        try {
            return owed.problem(crashes.recover(image));
        } catch (IOException | RuntimeException e) {
            return CrashSearch.unrecovered(e);
        }
    }

    private static DiskTrace.Duty duty(String text) {
        Matcher matcher = TWO_NUMBERS.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(DUTY + " has no two numbers: " + text);
        }
        return new DiskTrace.Duty(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private boolean fails(TreeScript script, Seed seed, Mutants mutants) {
        try {
            return search(script, seed, mutants).failure().isPresent();
        } catch (IOException | RuntimeException e) {
            // Something else: it does not even come to a crash.
            return false;
        }
    }
}
