package refute.harness.generator;

/** Waits until everybody is free, and then is the other. */
record Synchronize(Generator inner) implements Generator {
    @Override
    public Step next(Context context) {
        return context.allFree() ? inner.next(context) : Step.PENDING;
    }
}
