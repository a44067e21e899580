package refute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import refute.harness.Durations;
import refute.harness.run.ScenarioRecord;
import refute.harness.system.Reads;

/** The one command that executes a run again. */
final class Rerun {
    private Rerun() {}

    static String command(ScenarioRecord scenario, Path folder) {
        if (Files.exists(folder.resolve("script.json"))) {
            // What happened in it stands in files that only replay reads.
            return "./refute replay " + quoted(folder.toString());
        }
        List<String> words = new ArrayList<>(List.of(
                "./refute", "run", scenario.subject().system(), scenario.load().workload()));
        subject(words, scenario.subject());
        load(words, scenario.load());
        add(words, "--seed", Long.toString(scenario.seed()));
        if (scenario.scheduleGiven()) {
            add(words, "--schedule", folder.resolve("schedule.json").toString());
            if (scenario.subject().calm()) {
                add(words, "--nemesis", "none");
            }
        } else {
            add(words, "--nemesis", scenario.nemeses().isEmpty() ? "none" : String.join(",", scenario.nemeses()));
        }
        if (!scenario.name()
                .equals(scenario.subject().system() + "-" + scenario.load().workload())) {
            add(words, "--name", scenario.name());
        }
        return String.join(" ", words.stream().map(Rerun::quoted).toList());
    }

    private static void subject(List<String> words, ScenarioRecord.SubjectRecord subject) {
        add(words, "--world", subject.world());
        add(words, "--nodes", Integer.toString(subject.nodes()));
        subject.options().version().ifPresent(version -> add(words, "--version", version));
        subject.options().binary().ifPresent(binary -> add(words, "--binary", binary));
        subject.options().image().ifPresent(image -> add(words, "--image", image));
        subject.options().mutant().ifPresent(mutant -> add(words, "--mutant", mutant));
        if (subject.options().trace()) {
            words.add("--trace");
        }
        subject.options().flags().forEach((name, value) -> add(words, "--set", name + "=" + value));
    }

    private static void load(List<String> words, ScenarioRecord.LoadRecord load) {
        add(words, "--time-limit", Durations.print(load.timeLimit()));
        add(words, "--rate", plain(load.ratePerSecond()));
        add(words, "--concurrency", Integer.toString(load.workers()));
        add(words, "--keys", Integer.toString(load.keys()));
        if (load.reads() != Reads.LINEARIZABLE) {
            add(words, "--reads", load.reads().word());
        }
    }

    private static void add(List<String> words, String option, String value) {
        words.add(option);
        words.add(value);
    }

    private static String plain(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }

    /** As a shell reads it back. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
