package refute.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.system.LibraryUnderTest;
import refute.harness.system.Mutant;

/** Looks once more at what a judge of a library had found: from what was kept of it, or from its seed. */
record FindingReplay(Console console, boolean json) {
    /** Returns 1 if something is wrong again, 2 if nothing is. */
    int replay(Path folder) throws InterruptedException {
        Finding stored = Finding.read(folder);
        LibraryUnderTest library =
                Registry.named("library", stored.library(), Registry.libraries(), LibraryUnderTest::name);
        refuseUnknown(folder, stored, library);
        String here = VersionProvider.revision();
        if (!stored.code().equals(here)) {
            console.note("not what made this: the code: " + stored.code() + ", here " + here);
        }
        String sentence;
        try {
            sentence = library.again(stored.mutant(), stored.judge(), stored.trial(), Finding.evidence(folder));
        } catch (IllegalArgumentException e) {
            throw new BadInput(folder.toString(), "is no evidence: " + e.getMessage(), "");
        }
        tell(stored, sentence);
        return sentence.isEmpty() ? 2 : 1;
    }

    private static void refuseUnknown(Path folder, Finding stored, LibraryUnderTest library) {
        BadInput.Collector problems = new BadInput.Collector();
        var judges = library.judges().stream().map(LibraryUnderTest.Judge::name).toList();
        if (!judges.contains(stored.judge())) {
            problems.add(
                    folder.toString(),
                    library.name() + " has no judge " + stored.judge(),
                    Nearest.remedy(stored.judge(), judges));
        }
        var mutants = library.mutants().stream().map(Mutant::id).toList();
        if (!stored.mutant().isEmpty() && !mutants.contains(stored.mutant())) {
            problems.add(
                    folder.toString(),
                    library.name() + " has no mutant " + stored.mutant(),
                    Nearest.remedy(stored.mutant(), mutants));
        }
        problems.throwIfAny();
    }

    private void tell(Finding stored, String sentence) {
        // Of an image that was made small, the step and what was lost are told only where it was found.
        boolean same = !sentence.isEmpty() && stored.sentence().contains(sentence);
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("replay", "finding");
            map.put("verdict", sentence.isEmpty() ? "unknown" : "invalid");
            map.put("library", stored.library());
            map.put("mutant", stored.mutant());
            map.put("judge", stored.judge());
            map.put("trial", stored.trial());
            map.put("same", same);
            map.put("sentence", sentence);
            map.put("stored", stored.sentence());
            console.result(Json.line(map));
            return;
        }
        if (sentence.isEmpty()) {
            console.result("unknown: nothing is wrong this time; stored is: " + stored.sentence());
            return;
        }
        console.result("invalid: " + (same ? "the same again" : "something else is wrong than was stored"));
        console.result("  " + stored.judge() + ": " + sentence);
        if (!same) {
            console.result("  stored: " + stored.sentence());
        }
    }
}
