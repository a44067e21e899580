package refute.specs.set;

/** The ways in which an element can be wrong, the worst first. */
enum SetAnomaly {
    LOST("lost", "known to be in the set, and then in no read any more"),
    UNEXPECTED("unexpected", "read though it was never added, or not yet, or its addition was refused"),
    DUPLICATED("duplicated", "more than once in one read"),
    STALE("stale", "known to be in the set, missed by a read that began later, and read again after that");

    private final String word;
    private final String meaning;

    SetAnomaly(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    String word() {
        return word;
    }

    String meaning() {
        return meaning;
    }
}
