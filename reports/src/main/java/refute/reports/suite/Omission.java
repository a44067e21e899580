package refute.reports.suite;

/** Why a cell was not run. */
public enum Omission {
    BUDGET("the budget of the suite was spent"),
    FAIL_FAST("another cell had failed, and the suite is to fail fast"),
    STOPPED("the suite was stopped"),
    LOST("the results say nothing of it");

    private final String reason;

    Omission(String reason) {
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
