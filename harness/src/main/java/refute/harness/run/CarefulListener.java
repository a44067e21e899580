package refute.harness.run;

import refute.harness.check.CheckResult;
import refute.harness.fault.Schedule;

/** A listener whose exceptions are noted: looking on must not end a run. */
final class CarefulListener implements RunListener {
    private final RunListener listener;
    private final CourseLog course;

    CarefulListener(RunListener listener, CourseLog course) {
        this.listener = listener;
        this.course = course;
    }

    @Override
    public void scheduled(Schedule schedule) {
        carefully(() -> listener.scheduled(schedule));
    }

    @Override
    public void phase(RunPhase phase) {
        carefully(() -> listener.phase(phase));
    }

    @Override
    public void progress(Progress progress) {
        carefully(() -> listener.progress(progress));
    }

    @Override
    public void nemesis(String event) {
        carefully(() -> listener.nemesis(event));
    }

    @Override
    public void judged(CheckResult result) {
        carefully(() -> listener.judged(result));
    }

    private void carefully(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            course.note("the listener failed: " + Causes.describe(e));
        }
    }
}
