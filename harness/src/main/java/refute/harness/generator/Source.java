package refute.harness.generator;

/** Calls without end, numbered. */
record Source(CallSource source, long n) implements Generator {
    @Override
    public Step next(Context context) {
        return context.anyFree() ? source.call(context, n).by(context, () -> new Source(source, n + 1)) : Step.PENDING;
    }
}
